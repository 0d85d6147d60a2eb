package dev.maestro.client.cli;

import dev.maestro.client.hooks.HookedAgent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Remove it again; what was there before is there again.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro hooks remove claude"})
final class HooksRemoveCommand implements Callable<Integer> {

    record Removed(HookedAgent agent, boolean removed) {}

    private final Surroundings here;

    @Parameters(paramLabel = "AGENT", description = "claude, codex, gemini or opencode.")
    private HookedAgent agent = HookedAgent.CLAUDE;

    @Mixin private HooksPlace place = new HooksPlace();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    HooksRemoveCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        boolean removed = place.in(here).remove(agent);
        if (json) {
            here.sayJson(new Removed(agent, removed));
        } else {
            here.say(
                    "%s: %s"
                            .formatted(
                                    agent.wireName(),
                                    removed ? "removed" : "nothing was installed"));
        }
        return ExitCode.OK;
    }
}
