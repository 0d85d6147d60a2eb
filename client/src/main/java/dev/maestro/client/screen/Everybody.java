package dev.maestro.client.screen;

import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The daemons of a lead and its workers, each of which knows only its own sessions and runs. */
record Everybody(List<DaemonClient> daemons) {

    /**
     * @throws Refused {@code capacity} when none listens
     */
    static Everybody of(MaestroHome home) {
        List<DaemonClient> daemons =
                home.team().stream().flatMap(one -> DaemonClient.find(one).stream()).toList();
        if (daemons.isEmpty()) {
            throw new Refused(RefusalCode.CAPACITY, "no daemon runs here any more");
        }
        return new Everybody(daemons);
    }

    /**
     * What each answers that knows what is meant; one at least.
     *
     * @throws Refused {@code not_found} when nobody knows it; at once what else one refuses
     */
    <T> List<T> ask(String method, Object params, Class<T> answer) {
        List<T> answers = new ArrayList<>();
        Optional<Refused> unknown = Optional.empty();
        for (DaemonClient daemon : daemons) {
            try {
                answers.add(daemon.ask(method, params, answer));
            } catch (Refused refused) {
                if (refused.code() != RefusalCode.NOT_FOUND) {
                    throw refused;
                }
                unknown = unknown.or(() -> Optional.of(refused));
            }
        }
        if (answers.isEmpty()) {
            throw unknown.orElseThrow();
        }
        return answers;
    }
}
