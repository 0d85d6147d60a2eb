package dev.maestro.client.cli;

import dev.maestro.client.hooks.HookState;
import dev.maestro.client.hooks.HookedAgent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "install",
        description = "Install what one agent needs.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro hooks install claude", "  maestro hooks install codex --user"})
final class HooksInstallCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "AGENT", description = "claude, codex, gemini or opencode.")
    private HookedAgent agent = HookedAgent.CLAUDE;

    @Mixin private HooksPlace place = new HooksPlace();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    HooksInstallCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        HookState state = place.in(here).install(agent);
        if (json) {
            here.sayJson(state);
        } else {
            here.say("%s: installed in %s".formatted(agent.wireName(), state.file()));
        }
        return ExitCode.OK;
    }
}
