package dev.maestro.studio.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.Method;
import dev.maestro.protocol.contract.Registry;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.Receipt;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.SessionMethod.EventNotification;
import dev.maestro.protocol.work.SessionMethod.RunDecision;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Each method of the contract, and the door it leads to. Any thread may use it. */
final class SessionCalls {

    private static final Receipt DONE = new Receipt();

    private final Fleet fleet;
    private final Runs runs;
    private final Projects projects;
    private final SessionLink link;
    private final OtherStudios others;
    private final Runnable seatsChanged;

    /**
     * @param seatsChanged called when a session comes or goes
     */
    SessionCalls(
            Fleet fleet,
            Runs runs,
            Projects projects,
            SessionLink link,
            OtherStudios others,
            Runnable seatsChanged) {
        this.fleet = fleet;
        this.runs = runs;
        this.projects = projects;
        this.link = link;
        this.others = others;
        this.seatsChanged = seatsChanged;
    }

    /**
     * @param socket empty for who calls without one, and so cannot say hello
     * @return what to answer
     * @throws Refused as the door says; {@code method_not_found}; {@code not_available_yet}; {@code
     *     invalid_params}
     */
    Object call(SessionId session, Optional<SocketId> socket, String name, JsonNode params) {
        Method method =
                Registry.fromClient(name)
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.METHOD_NOT_FOUND,
                                        "there is no method " + name));
        method.feature().require("the method " + name);
        if (!params.isObject()) {
            throw Refused.invalid("params", "params must be an object");
        }
        return switch (name) {
            case MethodName.SESSION_HELLO ->
                    hello(
                            session,
                            socket.orElseThrow(() ->
                                    Refused.invalid(
                                            "method", "hello is said on the session's channel")),
                            Json.whole(params, SessionMethod.Hello.class));
            case MethodName.SESSION_HEARTBEAT ->
                    heartbeat(session, Json.whole(params, SessionMethod.Heartbeat.class));
            case MethodName.SESSION_SYNC ->
                    sync(session, Json.whole(params, SessionMethod.Sync.class));
            case MethodName.SESSION_GOODBYE ->
                    goodbye(session, Json.whole(params, SessionMethod.Goodbye.class));
            case MethodName.RUN_ACCEPT ->
                    run(session, params, RunMethod.Accept.class, runs.reports()::accept);
            case MethodName.RUN_REFUSE ->
                    run(session, params, RunMethod.Refuse.class, runs.reports()::refuse);
            case MethodName.RUN_START ->
                    run(session, params, RunMethod.Start.class, runs.reports()::start);
            case MethodName.RUN_PROGRESS ->
                    run(session, params, RunMethod.Progress.class, runs.reports()::progress);
            case MethodName.RUN_USAGE ->
                    run(session, params, RunMethod.UsageReport.class, runs.reports()::usage);
            case MethodName.RUN_PAUSE ->
                    run(session, params, RunMethod.Pause.class, runs.reports()::pause);
            case MethodName.RUN_COMPLETE ->
                    run(session, params, RunMethod.Complete.class, runs.endings()::complete);
            case MethodName.RUN_FAIL ->
                    run(session, params, RunMethod.Fail.class, runs.endings()::fail);
            case MethodName.RUN_SUBTASK ->
                    run(session, params, RunMethod.Subtask.class, runs.requests()::subtask);
            case MethodName.RUN_QUESTION ->
                    run(session, params, RunMethod.Question.class, runs.requests()::question);
            case MethodName.RUN_ANSWERED ->
                    run(session, params, RunMethod.Answered.class, runs.requests()::answered);
            case MethodName.RUN_STEERED ->
                    run(session, params, RunMethod.Steered.class, runs.requests()::steered);
            default -> throw new IllegalStateException("nobody answers " + name);
        };
    }

    boolean holds(SessionId session, UUID run) {
        return runs.find(new RunId(run))
                .filter(found -> found.heldBy(session, found.fence()))
                .isPresent();
    }

    private SessionMethod.HelloAnswer hello(
            SessionId id, SocketId socket, SessionMethod.Hello hello) {
        if (!Registry.VERSIONS.contains(hello.protocol())) {
            throw new Refused(
                    RefusalCode.UNSUPPORTED_VERSION,
                    "version %d of the contract is not spoken here".formatted(hello.protocol()),
                    Map.of("supported", Registry.VERSIONS));
        }
        if (fleet.hello(id, socket).isPresent()) {
            link.replaced(id, socket);
        }
        others.speaks(id, socket);
        List<RunDecision> decisions = runs.leases().reconcile(id, hello.runs());
        seatsChanged.run();
        runs.requests().sayAgain(id);
        return new SessionMethod.HelloAnswer(
                hello.protocol(),
                fleet.heartbeat().toSeconds(),
                newest(fleet.session(id)),
                decisions);
    }

    private SessionMethod.HeartbeatAnswer heartbeat(
            SessionId id, SessionMethod.Heartbeat heartbeat) {
        fleet.heard(id);
        return new SessionMethod.HeartbeatAnswer(runs.leases().renew(id, heartbeat.runs()));
    }

    private SessionMethod.SyncAnswer sync(SessionId id, SessionMethod.Sync sync) {
        Session session = fleet.session(id);
        List<EventNotification> missed =
                projects.events(session.projectId(), sync.after(), Contract.MOST_MISSED + 1);
        boolean resync = missed.size() > Contract.MOST_MISSED;
        return new SessionMethod.SyncAnswer(resync ? List.of() : missed, resync, newest(session));
    }

    private Receipt goodbye(SessionId id, SessionMethod.Goodbye goodbye) {
        fleet.goodbye(id, goodbye.reason().orElse("goodbye"));
        runs.leases().orphanAll(id, FailureReason.SESSION_LOST);
        return DONE;
    }

    private <T extends RunMethod> Receipt run(
            SessionId session, JsonNode params, Class<T> type, BiConsumer<SessionId, T> door) {
        door.accept(session, Json.whole(params, type));
        return DONE;
    }

    private long newest(Session session) {
        return projects.project(session.projectId()).lastSeq();
    }
}
