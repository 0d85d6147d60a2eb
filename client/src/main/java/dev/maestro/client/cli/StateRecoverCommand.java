package dev.maestro.client.cli;

import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.client.state.Rescue;
import dev.maestro.git.BranchName;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recover",
        description =
                "Make a branch in your clone from a worktree or snapshot; your checkout stays as it"
                        + " is.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro state recover wip/4f2a",
            "  maestro state recover 7-develop --to ../rescued"
        })
final class StateRecoverCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "NAME", description = "As `maestro state` lists it, or its beginning.")
    private String name = "";

    @Option(
            names = "--to",
            paramLabel = "DIRECTORY",
            description = "Check the branch out there, as a working tree of your clone.")
    private Optional<Path> to = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StateRecoverCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        KeptWork.Found found = KeptWork.find(new KeptWork(here).read(), name);
        UUID project =
                found.worktree()
                        .map(one -> one.project())
                        .or(() -> found.snapshot().map(one -> one.project()))
                        .orElseThrow();
        Path clone = clone(project);
        Rescue rescue = new Rescue(found.home(), clone);
        BranchName branch =
                found.worktree()
                        .map(rescue::worktree)
                        .or(() -> found.snapshot().map(rescue::snapshot))
                        .orElseThrow();
        Optional<Path> directory = to.map(one -> here.directory().resolve(one).normalize());
        directory.ifPresent(one -> rescue.checkOut(branch, one));
        if (json) {
            here.sayJson(new Recovered(branch.value(), clone, directory));
        } else {
            here.say("The work is on the branch %s of %s.".formatted(branch, clone));
            here.say(
                    directory
                            .map(one -> "It is checked out in " + one)
                            .orElse("To look at it: git switch " + branch));
        }
        return ExitCode.OK;
    }

    /** The one the person stands in, when it is of that project; else one that is known. */
    private Path clone(UUID project) {
        Map<Path, KnownProject> known = new ProjectsFile(here.home()).clones(project);
        GitResult top = Git.at(here.directory()).tryRun("rev-parse", "--show-toplevel");
        if (top.ok() && known.containsKey(Path.of(top.line()))) {
            return Path.of(top.line());
        }
        return known.keySet().stream()
                .findFirst()
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.NOT_FOUND,
                                "no clone of the project %s is known here: run `maestro connect` in"
                                                .formatted(project)
                                        + " one"));
    }

    private record Recovered(String branch, Path repository, Optional<Path> directory) {}
}
