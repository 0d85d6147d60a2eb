package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** {@code GET /api/v1/workspaces} and {@code GET /api/v1/workspaces/{id}/members}. */
public final class WorkspaceApi implements Routes {

    private record WorkspaceView(WorkspaceId id, String slug, String name, Role role) {}

    private record WorkspaceList(List<WorkspaceView> workspaces) {}

    private record MemberList(List<Member> members) {}

    private final Workspaces workspaces;

    public WorkspaceApi(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/api/v1/workspaces", this::mine);
        routes.get("/api/v1/workspaces/{id}/members", this::members);
    }

    private void mine(Context ctx) {
        UserId user = Callers.required(ctx).user();
        ctx.json(
                new WorkspaceList(
                        workspaces.ofUser(user).stream().map(WorkspaceApi::view).toList()));
    }

    private void members(Context ctx) {
        UserId user = Callers.required(ctx).user();
        WorkspaceId id = WorkspaceId.parse(ctx.pathParam("id"));
        ctx.json(new MemberList(workspaces.members(user, id)));
    }

    private static WorkspaceView view(Membership membership) {
        Workspace workspace = membership.workspace();
        return new WorkspaceView(
                workspace.id(), workspace.slug(), workspace.name(), membership.role());
    }
}
