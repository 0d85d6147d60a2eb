package dev.maestro.client.cli;

import dev.maestro.client.state.MachineState;
import dev.maestro.client.state.Removal;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Remove a worktree or snapshot that is merged, or any with --force.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro state remove 7-develop",
            "  maestro state remove wip/4f2a --force --yes"
        })
final class StateRemoveCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "NAME", description = "As `maestro state` lists it, or its beginning.")
    private String name = "";

    @Option(names = "--force", description = "Also when its work is merged nowhere.")
    private boolean force;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Print JSON; do not ask.")
    private boolean json;

    StateRemoveCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        MachineState.refresh(here.home().team()).forEach(here::warn);
        new KeptWork(here).removing(places -> remove(KeptWork.find(places, name)));
        return ExitCode.OK;
    }

    private void remove(KeptWork.Found found) {
        String full = found.name();
        if (!found.isMerged() && !(force && confirmed(full))) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "%s holds work that is merged nowhere. Get it back with `maestro state recover"
                                    .formatted(full)
                            + " %s`, or remove it with --force --yes".formatted(full));
        }
        Removal removal = new Removal(found.home());
        found.worktree().ifPresent(removal::remove);
        found.snapshot().ifPresent(removal::remove);
        if (json) {
            here.sayJson(List.of(full));
        } else {
            here.say("Removed " + full + ".");
        }
    }

    private boolean confirmed(String full) {
        if (yes || json || !here.interactive()) {
            return yes;
        }
        here.ask("Work in %s is lost for good. Remove it? [y/N] ".formatted(full));
        try {
            String answer = here.in().readLine();
            return answer != null && answer.strip().matches("(?i)y(es)?");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }
}
