package dev.maestro.client.cli;

import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.screen.Screen;

/** The screen, where a command runs in a terminal. */
final class ScreenHere {

    private ScreenHere() {}

    static boolean fits(Surroundings here) {
        return here.interactive() && Screen.fits(System.getenv());
    }

    /** Returns when the person leaves it; says that nothing else has ended. */
    static void show(Surroundings here) {
        Screen.show(here.home(), here.clock(), System.getenv());
        here.say(
                DaemonClient.find(here.home()).isPresent()
                        ? "The daemon goes on: `maestro tui` looks again, `maestro stop` ends it."
                        : "No daemon runs; `maestro connect` starts it.");
    }
}
