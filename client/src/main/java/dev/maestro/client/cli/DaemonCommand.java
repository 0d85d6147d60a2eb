package dev.maestro.client.cli;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.daemon.DaemonLog;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What {@code connect} starts; in the foreground, for a supervisor or a curious person. */
@Command(name = "daemon", hidden = true, description = "Run the daemon in the foreground.")
final class DaemonCommand implements Callable<Integer> {

    private final Surroundings here;

    DaemonCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        DaemonLog.open(here.home());
        try (Daemon daemon = Daemon.start(here.home(), here.clock())) {
            Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "shutdown"));
            daemon.awaitStop();
            return ExitCode.OK;
        } catch (Refused refused) {
            if (refused.code() != RefusalCode.CONFLICT) {
                throw refused;
            }
            here.err().println("maestro: " + refused.getMessage());
            return ExitCode.CANNOT_START;
        }
    }
}
