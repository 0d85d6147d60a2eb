package dev.maestro.client.cli;

import dev.maestro.client.state.MachineState;
import dev.maestro.client.state.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        description = "Remove every worktree and snapshot whose work is certainly merged.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro state prune"})
final class StatePruneCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatePruneCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        MachineState.refresh(here.home().team()).forEach(here::warn);
        List<String> removed = new ArrayList<>();
        new KeptWork(here)
                .removing(places ->
                        places.forEach(place ->
                                removed.addAll(new Removal(place.home()).prune(place.state()))));
        if (json) {
            here.sayJson(removed);
        } else if (removed.isEmpty()) {
            here.say("Nothing is certainly merged.");
        } else {
            removed.forEach(name -> here.say("removed " + name));
        }
        return ExitCode.OK;
    }
}
