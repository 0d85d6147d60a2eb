package dev.maestro.client.cli;

import dev.maestro.client.hooks.HookState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "What is installed, and where.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro hooks status", "  maestro hooks status --json"})
final class HooksStatusCommand implements Callable<Integer> {

    private final Surroundings here;

    @Mixin private HooksPlace place = new HooksPlace();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    HooksStatusCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<HookState> states = place.in(here).states();
        if (json) {
            here.sayJson(states);
        } else {
            states.forEach(state -> here.say(HooksPlace.line(state)));
        }
        return ExitCode.OK;
    }
}
