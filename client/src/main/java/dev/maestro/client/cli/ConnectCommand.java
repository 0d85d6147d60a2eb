package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.identity.Identity;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.Agents;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.provider.ProviderKind;
import dev.maestro.client.settings.ConfigFile;
import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "connect",
        description = {
            "Put this machine to work for the repository you stand in, and show what it does.",
            "Without --agent and --provider, a session that is there goes on as it is; what an"
                    + " option says is changed."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro connect                          # with the agent that is found here",
            "  maestro connect --provider manual        # you are the agent",
            "  maestro connect --agent 'my-agent \"$MAESTRO_PROMPT_FILE\"'",
            "  maestro connect --as reviewer --for review --skill java:4",
            "  maestro connect --create --check 'make test' --yes"
        })
final class ConnectCommand implements Callable<Integer> {

    /** As many as Studio gives one session. */
    private static final int MOST_SEATS = 64;

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
            description =
                    "claude, codex, gemini, opencode, aider, acp, command, or manual: a person"
                            + " works. Default: command with --agent, else the best agent that"
                            + " `maestro agents` finds.")
    private Optional<String> provider = Optional.empty();

    @Option(
            names = "--agent",
            paramLabel = "COMMAND",
            description = "What the providers `command` and `acp` run, by sh -c.")
    private Optional<String> agent = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "VARIABLE",
            description = "A further variable that the agent may see.")
    private List<String> environment = List.of();

    @Option(
            names = "--may-read",
            paramLabel = "PATH",
            description = "A further file or directory that the sandbox shows; may be repeated.")
    private List<Path> readable = List.of();

    @Option(
            names = "--may-write",
            paramLabel = "PATH",
            description =
                    "A further file or directory that may be written in the sandbox; may be"
                            + " repeated.")
    private List<Path> writable = List.of();

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "Runs at one time, 1 to 64. Default: 1.")
    private Optional<Integer> capacity = Optional.empty();

    @Option(
            names = "--skill",
            paramLabel = "SKILL:LEVEL",
            converter = SkillOption.class,
            description = "What it can do, level 1 to 5; may be repeated.")
    private List<SkillLevel> skills = List.of();

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Option(names = "--project", paramLabel = "ID", description = "The project, by its id.")
    private Optional<String> project = Optional.empty();

    @Mixin private ProjectOptions wished = new ProjectOptions();

    @Option(names = "--no-tui", description = "Print a line instead of opening the screen.")
    private boolean noTui;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConnectCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseWhatCannotBe();
        Repository repository = Repository.around(here.directory());
        ProjectsFile projects = new ProjectsFile(here.home());
        Optional<KnownProject> known = projects.find(repository.root());
        projects.settings(repository.root());
        Identity identity = Clones.identity(here, whom.choice(), known);
        SavedHere saved = SavedHere.of(here.home(), repository.root(), identity);
        String session =
                name.or(() -> isPlain() ? saved.usual(known) : Optional.empty())
                        .or(() -> known.map(KnownProject::session))
                        .orElseGet(() -> Clones.ownName(identity));
        Optional<SessionRequest> before = isPlain() ? saved.called(session) : Optional.empty();
        ProviderConfig worker = providerConfig(before);
        ProjectFinder finder = new ProjectFinder(here.identities().studio(identity), here);
        ProjectFinder.Found found =
                project.map(finder::byId)
                        .orElseGet(() ->
                                finder.byRepository(
                                        repository,
                                        wished.wish(identity.workspace(), here.interactive())));
        SessionView view =
                here.launcher()
                        .ensure()
                        .ask(
                                ControlMethod.CONNECT,
                                request(identity, found, repository, session, worker, before),
                                SessionView.class);
        projects.remember(
                repository.root(),
                new KnownProject(
                        found.id(),
                        found.name(),
                        identity.url(),
                        session,
                        Optional.of(identity.user())));
        int exit = tell(view, before.isPresent());
        if (!json && !noTui && ScreenHere.fits(here)) {
            ScreenHere.show(here);
        }
        return exit;
    }

    /** Whether nobody says who is to work. */
    private boolean isPlain() {
        return provider.isEmpty() && agent.isEmpty();
    }

    /** Before anything is made. */
    private void refuseWhatCannotBe() throws InterruptedException {
        if (capacity.filter(seats -> seats < 1 || seats > MOST_SEATS).isPresent()) {
            throw Refused.invalid(
                    "capacity",
                    "a session has 1 to %d seats, not %d".formatted(MOST_SEATS, capacity.get()));
        }
        provider.ifPresent(ProviderKind::named);
        if (agent.isPresent()) {
            FirstWord.refuseMissing(agent.get());
        }
    }

    private SessionRequest request(
            Identity identity,
            ProjectFinder.Found found,
            Repository repository,
            String session,
            ProviderConfig worker,
            Optional<SessionRequest> before) {
        return new SessionRequest(
                identity.url(),
                found.id(),
                found.name(),
                repository.root().toString(),
                session,
                lead
                        ? SessionKind.LEAD
                        : before.map(SessionRequest::kind).orElse(SessionKind.WORKER),
                worker,
                given(purposes)
                        .or(() -> before.map(SessionRequest::purposes))
                        .orElse(PurposeOption.EVERYTHING),
                given(skills).or(() -> before.map(SessionRequest::skills)).orElse(List.of()),
                capacity.or(() -> before.map(SessionRequest::capacity)).orElse(1),
                Optional.of(identity.user()));
    }

    private static <T> Optional<List<T>> given(List<T> several) {
        return several.isEmpty() ? Optional.empty() : Optional.of(several);
    }

    private ProviderConfig providerConfig(Optional<SessionRequest> before) {
        Optional<ProviderConfig> worker = before.map(SessionRequest::provider);
        Optional<String> command = agent.or(() -> worker.flatMap(ProviderConfig::command));
        Agents agents = AgentsCommand.onThisMachine(here);
        ProviderKind kind =
                provider.or(() -> worker.map(ProviderConfig::name))
                        .map(ProviderKind::named)
                        .orElseGet(() ->
                                agent.isPresent()
                                        ? ProviderKind.COMMAND
                                        : agents.best().orElse(ProviderKind.MANUAL));
        boolean commanded = kind == ProviderKind.COMMAND || kind == ProviderKind.ACP;
        if (commanded && command.isEmpty()) {
            throw Refused.invalid(
                    "agent", "the provider `%s` needs --agent COMMAND".formatted(kind.word()));
        }
        ProviderSettings settings = new ConfigFile(here.home()).read().provider(kind.word());
        if (kind.program().isPresent()
                && settings.program().isEmpty()
                && agents.program(kind).isEmpty()) {
            throw Refused.invalid(
                    "provider",
                    "%s is not on the PATH; to install it: %s"
                            .formatted(kind.title(), kind.install()));
        }
        return new ProviderConfig(
                kind.word(),
                command,
                given(environment)
                        .or(() -> worker.map(ProviderConfig::environment))
                        .orElse(List.of()),
                settings,
                given(absolute(readable))
                        .or(() -> worker.map(ProviderConfig::readable))
                        .orElse(List.of()),
                given(absolute(writable))
                        .or(() -> worker.map(ProviderConfig::writable))
                        .orElse(List.of()));
    }

    private List<String> absolute(List<Path> paths) {
        return paths.stream()
                .map(path -> here.directory().resolve(path).normalize().toString())
                .toList();
    }

    private int tell(SessionView view, boolean asBefore) {
        boolean online = view.state() == LinkState.ONLINE;
        if (json) {
            here.sayJson(view);
        } else if (online) {
            here.say(
                    "%s is online for %s (%s, by %s): %s/projects/%s"
                            .formatted(
                                    view.name(),
                                    view.projectName(),
                                    view.purposes().stream()
                                            .map(Purpose::wireName)
                                            .collect(Collectors.joining(", ")),
                                    view.provider(),
                                    view.studio(),
                                    view.project()));
        }
        if (online && !json) {
            hint(view, asBefore);
        }
        if (!online) {
            here.warn(
                    "maestro: %s is not online yet (%s); the daemon goes on trying"
                            .formatted(view.name(), view.detail()));
        }
        return online ? ExitCode.OK : ExitCode.NOT_CONNECTED;
    }

    private void hint(SessionView view, boolean asBefore) {
        if (view.provider().equals("manual")) {
            here.say(
                    "You are the agent: `maestro status` shows what to do and where, `maestro"
                            + " task done` hands it in."
                            + (provider.isPresent()
                                    ? ""
                                    : " `maestro agents` says which programs could do it."));
        } else if (asBefore) {
            here.say(
                    "%s works, as before. Another one: --provider NAME or --agent COMMAND"
                            .formatted(ProviderKind.named(view.provider()).title()));
        } else if (isPlain()) {
            here.say(
                    "%s was found on the PATH and does the work. Another one: --provider NAME"
                                    .formatted(ProviderKind.named(view.provider()).title())
                            + " (`maestro agents` lists them); yourself: --provider manual");
        }
    }
}
