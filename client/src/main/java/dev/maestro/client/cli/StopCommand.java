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
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        description = "End the daemon. Unfinished work is kept; `maestro connect` goes on with it.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro stop", "  maestro stop --json"})
final class StopCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StopCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Optional<DaemonClient> daemon = DaemonClient.find(here.home());
        daemon.ifPresent(running -> stop(running, here.home()));
        if (json) {
            here.sayJson(Map.of("stopped", daemon.isPresent()));
        } else {
            here.say(
                    daemon.isPresent()
                            ? "The daemon has ended; its sessions come back with the next `maestro"
                                    + " connect`."
                            : "No daemon runs here.");
        }
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
