package dev.maestro.client.daemon;

import dev.maestro.client.identity.Identities;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.platform.MachineId;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import java.util.List;
import java.util.UUID;

/** Makes sessions known to their Studios, each as its own identity. Any thread may use it. */
final class Registrations {

    private final MaestroHome home;
    private final Identities identities;

    Registrations(MaestroHome home, Identities identities) {
        this.home = home;
        this.identities = identities;
    }

    /** Waits for Studio: to be called with no lock but the seat's. */
    Registration register(SessionRequest request) {
        return Registration.of(
                http(request)
                        .create(
                                "/api/v1/agent-sessions",
                                new NewSession(
                                        request.project(),
                                        request.name(),
                                        request.kind(),
                                        request.provider().name(),
                                        request.purposes(),
                                        request.skills(),
                                        request.capacity(),
                                        MachineId.of(home))));
    }

    /** The Studio of a session, as its identity. */
    StudioHttp http(SessionRequest request) {
        return identities.studio(identities.of(request.studio(), request.user()));
    }

    private record NewSession(
            UUID project,
            String name,
            SessionKind kind,
            String provider,
            List<Purpose> purposes,
            List<SkillLevel> skills,
            int capacity,
            String machine) {}
}
