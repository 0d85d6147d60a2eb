package dev.maestro.client.cli;

import dev.maestro.client.daemon.StudioDirectives;
import dev.maestro.client.daemon.StudioDirectives.Standing;
import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "clear-steering",
        description = "What stands of what was said to agents; takes it back.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro clear-steering            lists what stands in this repository's project",
            "  maestro clear-steering 4f2a9c00   takes one back",
            "  maestro clear-steering --all      takes all back"
        })
final class ClearSteeringCommand implements Callable<Integer> {

    private static final int SHORTEST = 4;

    private final Surroundings here;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIRECTIVE",
            description = "The beginning of its id. Without it, they are listed.")
    private Optional<String> directive = Optional.empty();

    @Option(names = "--all", description = "Every one of the project.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ClearSteeringCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Repository repository = Repository.around(here.directory());
        KnownProject project =
                new ProjectsFile(here.home())
                        .find(repository.root())
                        .orElseThrow(() ->
                                new NotConnected(
                                        "this clone belongs to no project yet: run `maestro connect` in it"));
        StudioDirectives studio =
                new StudioDirectives(
                        here.identities()
                                .studio(here.identities().of(project.studio(), project.user())));
        List<Standing> standing = studio.standing(project.project());
        if (directive.isEmpty() && !all) {
            list(standing);
            return ExitCode.OK;
        }
        List<Standing> chosen = standing.stream().filter(this::isChosen).toList();
        if (chosen.isEmpty() && directive.isPresent()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "no directive that stands begins with %s".formatted(directive.get()));
        }
        if (chosen.size() > 1 && !all) {
            throw Refused.invalid(
                    "directive", "several begin with %s".formatted(directive.orElse("")));
        }
        chosen.forEach(each -> studio.clear(each.id()));
        if (json) {
            here.sayJson(chosen);
        } else {
            chosen.forEach(each -> here.say("cleared: %s".formatted(each.text())));
        }
        return ExitCode.OK;
    }

    private boolean isChosen(Standing each) {
        return all
                || directive
                        .filter(name -> name.length() >= SHORTEST)
                        .filter(name -> each.id().toString().startsWith(name))
                        .isPresent();
    }

    private void list(List<Standing> standing) {
        if (json) {
            here.sayJson(standing);
            return;
        }
        if (standing.isEmpty()) {
            here.say("Nothing stands. `maestro steer` says something to an agent.");
        }
        for (Standing each : standing) {
            here.say(
                    "%s  %s  (%s, to %s)"
                            .formatted(
                                    each.id().toString().substring(0, 8),
                                    each.text(),
                                    each.by(),
                                    whom(each)));
        }
    }

    private static String whom(Standing each) {
        return each.plan()
                .map(plan -> "the plan " + plan)
                .or(() -> each.session().map(session -> "session " + session))
                .or(() -> each.runId().map(run -> "run " + run.toString().substring(0, 8)))
                .orElseThrow();
    }
}
