package dev.maestro.client.cli;

import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.identity.Identity;
import dev.maestro.client.provider.Agents;
import dev.maestro.client.provider.ProviderKind;
import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description =
                "Look whether everything is there for the repository you stand in: its remote,"
                        + " an agent, Studio, the project; say what comes next.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro init", "  maestro init --create --check 'make test' --yes"})
final class InitCommand implements Callable<Integer> {

    private final Surroundings here;

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Mixin private ProjectOptions project = new ProjectOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    InitCommand(Surroundings here) {
        this.here = here;
    }

    /**
     * What was found.
     *
     * @param agents the agents' programs on the PATH
     * @param sessions those of this clone that are connected
     * @param project empty when Studio has none for this repository
     */
    private record Found(
            Path repository,
            String remote,
            List<String> agents,
            List<String> sessions,
            String studio,
            String identity,
            Optional<String> project,
            String next) {}

    @Override
    public Integer call() {
        Repository repository = Repository.around(here.directory());
        say("repository  %s, from %s".formatted(repository.root(), repository.remoteUrl()));
        List<String> agents = agents();
        List<SessionRequest> sessions = SavedHere.in(here.home(), repository.root());
        say(
                "agent       "
                        + (sessions.isEmpty()
                                ? onPath(agents)
                                : sessions.stream()
                                        .map(one ->
                                                "%s is connected, by %s"
                                                        .formatted(
                                                                one.name(), one.provider().name()))
                                        .collect(Collectors.joining("; "))));
        ProjectsFile projects = new ProjectsFile(here.home());
        Optional<KnownProject> known = projects.find(repository.root());
        Identity identity = Clones.identity(here, whom.choice(), known);
        here.identities().studio(identity).get("/api/v1/me");
        say("studio      %s, as %s".formatted(identity.url(), identity.email()));
        Optional<ProjectFinder.Found> found =
                new ProjectFinder(here.identities().studio(identity), here)
                        .look(
                                repository,
                                project.wish(identity.workspace(), here.interactive() && !json));
        found.ifPresent(one ->
                projects.remember(repository.root(), Clones.remembered(one, identity, known)));
        say("project     " + found.map(ProjectFinder.Found::name).orElse("none there yet"));
        String next =
                found.isPresent()
                        ? "maestro connect"
                        : "maestro connect --create --check 'YOUR TEST COMMAND'";
        say("Next: " + next);
        if (json) {
            here.sayJson(
                    new Found(
                            repository.root(),
                            repository.remoteUrl(),
                            agents,
                            sessions.stream().map(SessionRequest::name).toList(),
                            identity.url().toString(),
                            identity.email(),
                            found.map(ProjectFinder.Found::name),
                            next));
        }
        return ExitCode.OK;
    }

    private static String onPath(List<String> agents) {
        return agents.isEmpty()
                ? "none on the PATH; without one you are the agent"
                : String.join(", ", agents);
    }

    private void say(String line) {
        if (!json) {
            here.say(line);
        }
    }

    private List<String> agents() {
        Agents agents = AgentsCommand.onThisMachine(here);
        return ProviderKind.found().stream()
                .filter(kind -> agents.program(kind).isPresent())
                .map(ProviderKind::word)
                .toList();
    }
}
