package dev.maestro.studio.fleet;

import dev.maestro.protocol.contract.Feature;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/agent-sessions}: how sessions come and go. */
public final class SessionApi implements Api {

    /**
     * @param project its id
     * @param name what people call the session, 1 to 60 characters
     * @param kind worker without it
     * @param provider what does the work, for people; "command" without it
     * @param purposes at least one
     * @param skills what tasks may ask for
     * @param capacity how many runs it holds at once; 1 without it
     * @param machine a stable name of the machine, 1 to 100 characters
     */
    private record Registration(
            UUID project,
            String name,
            Optional<SessionKind> kind,
            Optional<String> provider,
            Set<Purpose> purposes,
            @Nullable List<SkillLevel> skills,
            Optional<Integer> capacity,
            String machine) {}

    /**
     * @param session its id
     * @param channel what to subscribe to
     * @param appKey the key of the socket
     * @param wsPath where the socket is
     * @param heartbeatSeconds how often it is to be heard
     */
    private record Registered(
            UUID session, String channel, String appKey, String wsPath, long heartbeatSeconds) {}

    private final Fleet fleet;
    private final String appKey;

    /**
     * @param appKey the public key of the hub's application
     */
    public SessionApi(Fleet fleet, String appKey) {
        this.fleet = fleet;
        this.appKey = appKey;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/agent-sessions",
                                "Registers a session; the same name on the same machine gets the"
                                        + " same one.",
                                this::register)
                        .needs("run_work")
                        .asks(Registration.class)
                        .answers(Registered.class)
                        .creates()
                        .in(Feature.SESSIONS),
                Endpoint.get(
                                "/api/v1/agent-sessions/{id}",
                                "A session of the caller's own.",
                                this::show)
                        .needs("run_work")
                        .answers(Session.class)
                        .in(Feature.SESSIONS),
                Endpoint.delete(
                                "/api/v1/agent-sessions/{id}",
                                "Ends a session, and within a second its channel.",
                                this::end)
                        .needs("run_work")
                        .in(Feature.SESSIONS));
    }

    private void show(Context ctx) {
        ctx.json(fleet.own(Callers.required(ctx).user(), SessionId.parse(ctx.pathParam("id"))));
    }

    private void register(Context ctx) {
        Registration wanted = ctx.bodyAsClass(Registration.class);
        Session session =
                fleet.register(
                        Callers.required(ctx).user(),
                        new NewSession(
                                new ProjectId(wanted.project()),
                                wanted.name(),
                                wanted.kind().orElse(SessionKind.WORKER),
                                wanted.provider().orElse("command"),
                                wanted.purposes(),
                                wanted.skills() == null ? List.of() : wanted.skills(),
                                wanted.capacity().orElse(1),
                                wanted.machine()));
        ctx.status(HttpStatus.CREATED)
                .json(
                        new Registered(
                                session.id().value(),
                                Session.channel(session.id()),
                                appKey,
                                "/app/" + appKey,
                                fleet.heartbeat().toSeconds()));
    }

    private void end(Context ctx) {
        fleet.end(Callers.required(ctx).user(), SessionId.parse(ctx.pathParam("id")));
        ctx.status(HttpStatus.NO_CONTENT);
    }
}
