package dev.maestro.client.doctor;

import dev.maestro.client.ClientVersion;
import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.platform.MaestroHome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The daemon, and the links of its sessions. */
final class DaemonExamination implements Examination {

    private final MaestroHome home;

    DaemonExamination(MaestroHome home) {
        this.home = home;
    }

    @Override
    public String subject() {
        return "daemon";
    }

    @Override
    public List<Finding> examine() {
        Optional<DaemonClient> daemon = DaemonClient.find(home);
        if (daemon.isEmpty()) {
            return List.of(
                    Finding.note(
                            subject(), "none runs", "`maestro connect` in a repository starts it"));
        }
        DaemonView view = daemon.get().ask(ControlMethod.STATUS, Map.of(), DaemonView.class);
        List<Finding> found = new ArrayList<>();
        found.add(
                view.version().equals(ClientVersion.NUMBER)
                        ? Finding.good(subject(), "runs as process " + view.pid())
                        : Finding.note(
                                subject(),
                                "runs %s, and this is %s"
                                        .formatted(view.version(), ClientVersion.NUMBER),
                                "maestro stop && maestro connect"));
        view.sessions().forEach(session -> found.add(link(session)));
        return found;
    }

    private static Finding link(SessionView session) {
        String name = "session " + session.name();
        if (session.state() == LinkState.ONLINE) {
            return Finding.good(name, "online at " + session.studio());
        }
        return Finding.bad(
                name,
                "%s at %s: %s"
                        .formatted(
                                session.state().name().toLowerCase(java.util.Locale.ROOT),
                                session.studio(),
                                session.detail()),
                "see whether Studio runs and can be reached; the daemon goes on trying");
    }
}
