package dev.maestro.studio.dispatch;

import dev.maestro.protocol.contract.Feature;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.studio.contract.SessionLink;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Items;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** What sessions ask of the dispatcher: the next run, what waits, and to be given no more. */
public final class DispatchApi implements Api {

    private final Dispatcher dispatcher;
    private final Fleet fleet;
    private final SessionLink link;

    public DispatchApi(Dispatcher dispatcher, Fleet fleet, SessionLink link) {
        this.dispatcher = dispatcher;
        this.fleet = fleet;
        this.link = link;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/agent-sessions/{id}/run",
                                "The next run for a client that polls, accepted at once; 204 when"
                                        + " there is none.",
                                this::take)
                        .needs("run_work")
                        .answers(Dispatch.class)
                        .or(204)
                        .in(Feature.RUNS),
                Endpoint.get(
                                "/api/v1/agent-sessions/{id}/spawn-queue",
                                "For a lead: the runs that were taken back or are not accepted"
                                        + " yet.",
                                this::spawnQueue)
                        .needs("run_work")
                        .answersItems(SpawnLine.class)
                        .in(Feature.RUNS),
                Endpoint.post(
                                "/api/v1/agent-sessions/{id}/drain",
                                "The session finishes what it has and takes nothing new.",
                                this::drain)
                        .needs("run_work")
                        .or(202)
                        .in(Feature.SESSIONS));
    }

    private void take(Context ctx) {
        dispatcher
                .handover()
                .take(own(ctx))
                .ifPresentOrElse(ctx::json, () -> ctx.status(HttpStatus.NO_CONTENT));
    }

    private void spawnQueue(Context ctx) {
        ctx.json(Items.page(ctx, dispatcher.spawnQueue().of(own(ctx)), SpawnLine::run));
    }

    private void drain(Context ctx) {
        SessionId id = SessionId.parse(ctx.pathParam("id"));
        fleet.drain(Callers.required(ctx).user(), id);
        ctx.status(link.drain(id) ? HttpStatus.NO_CONTENT : HttpStatus.ACCEPTED);
    }

    private Session own(Context ctx) {
        return fleet.own(Callers.required(ctx).user(), SessionId.parse(ctx.pathParam("id")));
    }
}
