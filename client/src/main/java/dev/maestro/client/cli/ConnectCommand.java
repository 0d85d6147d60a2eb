package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.identity.Identity;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "connect",
        description =
                "Put this machine to work for the repository you stand in, and show what it does.")
final class ConnectCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "What the session is called. Default: as the last time in this clone, at first"
                            + " your name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--lead", description = "The session leads a team.")
    private boolean lead;

    @Option(
            names = "--for",
            split = ",",
            paramLabel = "PURPOSE",
            converter = PurposeOption.class,
            description = "What it does: develop, test, review, check, release (default: all).")
    private List<Purpose> purposes = List.of();

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "command, or manual: a person works. Default: command with --agent.")
    private Optional<String> provider = Optional.empty();

    @Option(
            names = "--agent",
            paramLabel = "COMMAND",
            description =
                    "What the provider `command` runs, by sh -c. Without it, you are the agent.")
    private Optional<String> agent = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "VARIABLE",
            description = "A further variable that the agent may see.")
    private List<String> environment = List.of();

    @Option(names = "--capacity", paramLabel = "N", description = "Runs at one time.")
    private int capacity = 1;

    @Option(
            names = "--skill",
            paramLabel = "SKILL:LEVEL",
            converter = SkillOption.class,
            description = "What it can do, level 1 to 5; may be repeated.")
    private List<SkillLevel> skills = List.of();

    @Option(names = "--studio", paramLabel = "URL", description = "Which Studio, when several.")
    private Optional<URI> studio = Optional.empty();

    @Option(names = "--project", paramLabel = "ID", description = "The project, by its id.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--create", description = "Create the project when Studio does not know it.")
    private boolean create;

    @Option(names = "--name", paramLabel = "NAME", description = "A new project's name.")
    private Optional<String> projectName = Optional.empty();

    @Option(
            names = "--check",
            paramLabel = "COMMAND",
            description = "The project's check command; set also where it exists.")
    private Optional<String> check = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "BRANCH",
            description = "The project's base branch; set also where it exists.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--yes", description = "Never ask; answer yes.")
    private boolean yes;

    @Option(names = "--no-tui", description = "Print a line instead of opening the screen.")
    private boolean noTui;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConnectCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        Repository repository = Repository.around(here.directory());
        KnownProjects projects = new KnownProjects(here.home());
        Optional<KnownProject> known = projects.find(repository.root());
        Identity identity =
                here.identities().choose(studio.or(() -> known.map(KnownProject::studio)));
        ProjectFinder finder = new ProjectFinder(here.identities().studio(identity), here);
        ProjectFinder.Found found =
                project.map(finder::byId)
                        .orElseGet(() -> finder.byRepository(repository, wish(identity)));
        String session =
                name.or(() -> known.map(KnownProject::session)).orElseGet(() -> ownName(identity));
        SessionView view =
                here.launcher()
                        .ensure()
                        .ask(
                                ControlMethod.CONNECT,
                                request(identity, found, repository, session),
                                SessionView.class);
        projects.remember(
                repository.root(),
                new KnownProject(found.id(), found.name(), identity.url(), session));
        int exit = tell(view);
        if (!json && !noTui && ScreenHere.fits(here)) {
            ScreenHere.show(here);
        }
        return exit;
    }

    private ProjectFinder.Wish wish(Identity identity) {
        return new ProjectFinder.Wish(
                identity.workspace(), create || yes, here.interactive(), projectName, check, base);
    }

    private SessionRequest request(
            Identity identity, ProjectFinder.Found found, Repository repository, String session) {
        return new SessionRequest(
                identity.url(),
                found.id(),
                found.name(),
                repository.root().toString(),
                session,
                lead ? SessionKind.LEAD : SessionKind.WORKER,
                providerConfig(),
                purposes.isEmpty() ? PurposeOption.EVERYTHING : purposes,
                skills,
                capacity);
    }

    private ProviderConfig providerConfig() {
        String chosen = provider.orElse(agent.isPresent() ? "command" : "manual");
        if (chosen.equals("command") && agent.isEmpty()) {
            throw Refused.invalid("agent", "the provider `command` needs --agent COMMAND");
        }
        return new ProviderConfig(chosen, agent, environment, ProviderSettings.USUAL);
    }

    private static String ownName(Identity identity) {
        String first = identity.name().strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
        String plain = first.replaceAll("[^a-z0-9-]", "");
        return plain.isEmpty() ? "worker" : plain;
    }

    private int tell(SessionView view) {
        boolean online = view.state() == LinkState.ONLINE;
        if (json) {
            here.sayJson(view);
        } else if (online) {
            here.say(
                    "%s is online for %s (%s, by %s): %s/projects"
                            .formatted(
                                    view.name(),
                                    view.projectName(),
                                    view.purposes().stream()
                                            .map(Purpose::wireName)
                                            .collect(Collectors.joining(", ")),
                                    view.provider(),
                                    view.studio()));
        }
        if (online && !json && view.provider().equals("manual")) {
            here.say(
                    "You are the agent: `maestro status` shows where to work, `maestro task done`"
                            + " hands it in. To let a program do it: --agent COMMAND");
        }
        if (!online) {
            here.err()
                    .println(
                            "maestro: %s is not online yet (%s); the daemon goes on trying"
                                    .formatted(view.name(), view.detail()));
        }
        return online ? ExitCode.OK : ExitCode.NOT_CONNECTED;
    }
}
