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
        name = "link",
        description = "Say which project a clone belongs to, when its remote does not tell.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = "  maestro project link ~/work/fork --project 7f0c6a1e-…")
final class ProjectLinkCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "PATH", description = "The clone.")
    private Path path = Path.of("");

    @Option(
            names = "--project",
            paramLabel = "ID",
            required = true,
            description = "The project, by its id.")
    private String project = "";

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ProjectLinkCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Repository repository = Repository.around(Clones.directory(here, Optional.of(path)));
        ProjectsFile projects = new ProjectsFile(here.home());
        Optional<KnownProject> known = projects.find(repository.root());
        Identity identity = Clones.identity(here, whom.choice(), known);
        ProjectFinder.Found found =
                new ProjectFinder(here.identities().studio(identity), here).byId(project);
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
