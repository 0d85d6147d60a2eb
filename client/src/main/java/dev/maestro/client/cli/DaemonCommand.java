package dev.maestro.client.cli;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.daemon.DaemonLog;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.team.Lead;
import dev.maestro.client.team.LeadWatch;
import dev.maestro.client.team.Returning;
import dev.maestro.client.team.Teams;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code connect} starts; in the foreground, for a supervisor or a curious person. */
@Command(name = "daemon", hidden = true, description = "Run the daemon in the foreground.")
final class DaemonCommand implements Callable<Integer> {

    private final Surroundings here;

    DaemonCommand(Surroundings here) {
        this.here = here;
    }

    @Option(names = "--lead", hidden = true, description = "Whose worker it is: ends with it.")
    private Optional<String> lead = Optional.empty();

    @Option(names = "--lead-home", hidden = true, description = "The home of its lead.")
    private Optional<Path> leadHome = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        MaestroHome home =
                leadHome.map(shared -> new MaestroHome(here.home().root(), shared))
                        .orElse(here.home());
        DaemonLog.open(home);
        try (Daemon daemon = Daemon.start(home, here.clock())) {
            Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "shutdown"));
            if (lead.isPresent()) {
                try (LeadWatch _ =
                        LeadWatch.start(
                                Lead.parse(lead.get()),
                                new MaestroHome(home.shared()),
                                daemon::askToStop)) {
                    daemon.awaitStop();
                }
            } else {
                try (Returning _ = Returning.start(new Teams(home, here.launcher()))) {
                    daemon.awaitStop();
                }
            }
            return ExitCode.OK;
        } catch (Refused refused) {
            if (refused.code() != RefusalCode.CONFLICT) {
                throw refused;
            }
            here.warn("maestro: " + refused.getMessage());
            return ExitCode.CANNOT_START;
        }
    }
}
