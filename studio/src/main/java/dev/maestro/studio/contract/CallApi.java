package dev.maestro.studio.contract;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.workspace.Permission;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a session says without a socket: the same calls, by HTTP. */
public final class CallApi implements Api {

    private record PauseRequest(
            long fence, FailureReason reason, Instant resumeAt, Optional<String> detail) {}

    private record SubtaskCall(long fence, SubtaskRequest subtask) {}

    private final Contract contract;
    private final Fleet fleet;
    private final Runs runs;

    public CallApi(Contract contract, Fleet fleet, Runs runs) {
        this.contract = contract;
        this.fleet = fleet;
        this.runs = runs;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/agent-sessions/{session}/rpc",
                                "Calls of JSON-RPC for clients that poll: every method but"
                                        + " session.hello.",
                                this::rpc)
                        .needs("run_work")
                        .asksText("application/json")
                        .answersText("application/json")
                        .or(204)
                        .in(Feature.SESSIONS),
                Endpoint.post(
                                "/api/v1/cli-runs/{run}/pause",
                                "A limit was reached: the run goes on at the time it names.",
                                this::pause)
                        .needs("run_work")
                        .asks(PauseRequest.class)
                        .in(Feature.RUNS),
                Endpoint.post(
                                "/api/v1/cli-runs/{run}/subtask",
                                "The agent asks for a further task in the plan.",
                                this::subtask)
                        .needs("run_work")
                        .asks(SubtaskCall.class)
                        .in(Feature.RUNS),
                Endpoint.later(
                                HandlerType.POST,
                                "/api/v1/cli-runs/{run}/plan-proposal",
                                Feature.PLANNING,
                                "A plan, or a change to one, as a proposal.")
                        .needs("run_work"),
                Endpoint.later(
                                HandlerType.POST,
                                "/api/v1/agent-sessions/{session}/delegate",
                                Feature.TEAMS,
                                "A subtask's packet for a worker of the team.")
                        .needs("steer"),
                Endpoint.later(
                                HandlerType.POST,
                                "/api/v1/agent-sessions/{session}/team",
                                Feature.TEAMS,
                                "Makes a team under the lead: its channel, and how many workers.")
                        .needs("run_work"));
    }

    private void rpc(Context ctx) {
        SessionId session =
                fleet.own(Callers.required(ctx).user(), SessionId.parse(ctx.pathParam("session")))
                        .id();
        contract.call(session, ctx.body())
                .join()
                .ifPresentOrElse(
                        text -> ctx.contentType("application/json").result(text),
                        () -> ctx.status(HttpStatus.NO_CONTENT));
    }

    private void pause(Context ctx) {
        PauseRequest asked = ctx.bodyAsClass(PauseRequest.class);
        Run run = held(ctx);
        runs.reports()
                .pause(
                        run.sessionId().orElseThrow(),
                        new RunMethod.Pause(
                                run.id().value(),
                                asked.fence(),
                                asked.reason(),
                                asked.resumeAt(),
                                asked.detail().orElse("")));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void subtask(Context ctx) {
        SubtaskCall asked = ctx.bodyAsClass(SubtaskCall.class);
        Run run = held(ctx);
        runs.requests()
                .subtask(
                        run.sessionId().orElseThrow(),
                        new RunMethod.Subtask(run.id().value(), asked.fence(), asked.subtask()));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    /** The run, when a session of the caller's own holds it. */
    private Run held(Context ctx) {
        RunId id = RunId.parse(ctx.pathParam("run"));
        Run run = runs.require(Callers.required(ctx).user(), id, Permission.RUN_WORK);
        if (run.sessionId()
                .filter(session ->
                        fleet.session(session).userId().equals(Callers.required(ctx).user()))
                .isEmpty()) {
            throw new Refused(RefusalCode.LEASE_LOST, "none of your sessions holds run " + id);
        }
        return run;
    }
}
