package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.team.Teams;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "disconnect",
        description = "End a session; what it was doing is kept.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro disconnect ada", "  maestro disconnect --all --stop"})
final class DisconnectCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The session's name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--all", description = "Every session of this machine.")
    private boolean all;

    @Option(names = "--stop", description = "Then end the daemon, when no session is left.")
    private boolean stop;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DisconnectCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (all == name.isPresent()) {
            throw Refused.invalid("name", "say which session, or --all");
        }
        DaemonClient daemon = here.daemon();
        ControlMethod.Disconnected ended =
                daemon.ask(
                        ControlMethod.DISCONNECT,
                        new ControlMethod.Disconnect(
                                name,
                                name.flatMap(called ->
                                        SameName.project(called, sessions(daemon), here))),
                        ControlMethod.Disconnected.class);
        Teams teams = new Teams(here.home(), here.launcher());
        if (json) {
            ended.names().forEach(teams::stop);
            here.sayJson(ended);
        } else {
            ended.names().forEach(one -> tell(one, teams));
        }
        if (stop && sessions(daemon).isEmpty()) {
            StopCommand.stop(daemon, here.home());
        }
        return ExitCode.OK;
    }

    private static List<SessionView> sessions(DaemonClient daemon) {
        return daemon.ask(ControlMethod.STATUS, Map.of(), DaemonView.class).sessions();
    }

    /** Workers see that their lead is gone; here they are waited for. */
    private void tell(String ended, Teams teams) {
        here.say(ended + " is disconnected.");
        teams.stop(ended).forEach(worker -> here.say("%s ended with it.".formatted(worker)));
    }
}
