package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MaestroHome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        description = "End the daemon. Unfinished work is kept; `maestro connect` goes on with it.")
final class StopCommand implements Callable<Integer> {

    private final Surroundings here;

    StopCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Optional<DaemonClient> daemon = DaemonClient.find(here.home());
        if (daemon.isEmpty()) {
            here.say("No daemon runs here.");
            return ExitCode.OK;
        }
        stop(daemon.get(), here.home());
        here.say("The daemon has ended; its sessions come back with the next `maestro connect`.");
        return ExitCode.OK;
    }

    /** Waits until it is gone: its lock is free then. */
    static void stop(DaemonClient daemon, MaestroHome home) {
        long pid = daemon.ask(ControlMethod.STATUS, Map.of(), DaemonView.class).pid();
        daemon.ask(ControlMethod.STOP, Map.of(), Map.class);
        LockFile.take(home.daemon().resolve("daemon.lock")).close();
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }
}
