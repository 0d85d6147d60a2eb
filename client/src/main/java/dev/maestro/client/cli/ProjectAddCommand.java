package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Find the clone's project at Studio by its remote, and remember it.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro project add", "  maestro project add ~/work/shop --create --yes"})
final class ProjectAddCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "The clone. Default: where you stand.")
    private Optional<Path> path = Optional.empty();

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Mixin private ProjectOptions project = new ProjectOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ProjectAddCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Repository repository = Repository.around(Clones.directory(here, path));
        ProjectsFile projects = new ProjectsFile(here.home());
        Optional<KnownProject> known = projects.find(repository.root());
        Identity identity = Clones.identity(here, whom.choice(), known);
        ProjectFinder.Found found =
                new ProjectFinder(here.identities().studio(identity), here)
                        .byRepository(
                                repository,
                                project.wish(identity.workspace(), here.interactive() && !json));
        KnownProject remembered = Clones.remembered(found, identity, known);
        projects.remember(repository.root(), remembered);
        if (json) {
            here.sayJson(Clones.Line.of(repository.root(), remembered));
        } else {
            here.say("%s is %s at %s.".formatted(repository.root(), found.name(), identity.url()));
        }
        return ExitCode.OK;
    }
}
