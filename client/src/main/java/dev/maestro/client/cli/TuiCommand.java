package dev.maestro.client.cli;

import dev.maestro.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "tui",
        description =
                "The screen of `maestro connect`: what the daemon does, and a line to steer it."
                        + " Connects nothing.")
final class TuiCommand implements Callable<Integer> {

    private final Surroundings here;

    TuiCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (!ScreenHere.fits(here)) {
            throw Refused.invalid(
                    "tui", "this is no terminal that can show a screen: use `maestro status`");
        }
        ScreenHere.show(here);
        return ExitCode.OK;
    }
}
