package dev.maestro.client;

import dev.maestro.client.cli.MaestroCommand;
import dev.maestro.client.cli.Surroundings;
import dev.maestro.client.daemon.Daemon;

/**
 * What the build runs once in an empty home: the JVM remembers the classes that were needed (JEP
 * 514), and later starts find them ready. So what should start fast is called here, in one process,
 * for a cache remembers one.
 */
public final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) {
        Surroundings here = ClientMain.surroundings();
        call(here, "version");
        call(here, "status");
        call(here, "help");
        // Nobody answers there; it is asked for the classes of the way to a Studio.
        call(here, "auth", "http://127.0.0.1:9/invites/rehearsal-rehearsal");
        try (Daemon _ = Daemon.start(here.home(), here.clock())) {
            call(here, "status");
            call(here, "status", "--json");
            call(here, "task", "list");
        }
    }

    private static void call(Surroundings here, String... arguments) {
        MaestroCommand.calledBy(arguments, here).execute(arguments);
    }
}
