package dev.maestro.client;

import dev.maestro.client.cli.Surroundings;
import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.daemon.DaemonLog;

/**
 * What the build runs once in an empty home: the JVM remembers the classes that were needed (JEP
 * 514), and later starts find them ready. So what should start fast is called here, in one process,
 * for a cache remembers one.
 */
public final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) {
        Surroundings here = ClientMain.surroundings();
        ClientMain.run(here, "version");
        ClientMain.run(here, "status");
        ClientMain.run(here, "help");
        // Nobody answers there; it is asked for the classes of the way to a Studio.
        ClientMain.run(here, "auth", "http://127.0.0.1:9/invites/rehearsal-rehearsal");
        DaemonLog.open(here.home());
        try (Daemon _ = Daemon.start(here.home(), here.clock())) {
            ClientMain.run(here, "status");
            ClientMain.run(here, "status", "--json");
            ClientMain.run(here, "task", "list");
        }
    }
}
