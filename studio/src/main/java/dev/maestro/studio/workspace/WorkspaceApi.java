package dev.maestro.studio.workspace;

import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.identity.Users;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Items;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/workspaces} with their members, and {@code /api/v1/me}. */
public final class WorkspaceApi implements Api {

    private record WorkspaceView(WorkspaceId id, String slug, String name, Role role) {}

    private record WorkspaceList(List<WorkspaceView> workspaces, Optional<String> next) {}

    private record MemberList(List<Member> members, Optional<String> next) {}

    private record RoleRequest(Role role) {}

    private record Me(UserId id, String name, String email) {}

    private final Workspaces workspaces;
    private final Members members;
    private final Users users;

    public WorkspaceApi(Workspaces workspaces, Members members, Users users) {
        this.workspaces = workspaces;
        this.members = members;
        this.users = users;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/me", "Who the caller is.", this::me).answers(Me.class),
                Endpoint.delete(
                        "/api/v1/me",
                        "Leaves for good: every membership and every sign-in ends.",
                        this::leave),
                Endpoint.later(
                        HandlerType.POST,
                        "/api/v1/me/skills",
                        Feature.SKILLS,
                        "What the caller can do, and how well."),
                Endpoint.get("/api/v1/workspaces", "The caller's workspaces.", this::mine)
                        .answers(WorkspaceList.class),
                Endpoint.get("/api/v1/workspaces/{id}", "A workspace.", this::show)
                        .needs("view")
                        .answers(WorkspaceView.class),
                Endpoint.get("/api/v1/workspaces/{id}/members", "Its members.", this::members)
                        .needs("view")
                        .answers(MemberList.class),
                Endpoint.put(
                                "/api/v1/workspaces/{id}/members/{user}",
                                "Another role for a member.",
                                this::change)
                        .needs("manage_members")
                        .asks(RoleRequest.class),
                Endpoint.delete(
                                "/api/v1/workspaces/{id}/members/{user}",
                                "Ends a membership, and within a second what it had opened.",
                                this::remove)
                        .needs("manage_members"),
                Endpoint.later(
                                HandlerType.GET,
                                "/api/v1/workspaces/{id}/skills",
                                Feature.SKILLS,
                                "Its catalogue of skills.")
                        .needs("view"));
    }

    private void me(Context ctx) {
        var user = users.user(user(ctx));
        ctx.json(new Me(user.id(), user.name(), user.email()));
    }

    private void leave(Context ctx) {
        members.leave(user(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void mine(Context ctx) {
        Items<WorkspaceView> page =
                Items.page(
                        ctx,
                        workspaces.ofUser(user(ctx)).stream().map(WorkspaceApi::view).toList(),
                        WorkspaceView::id);
        ctx.json(new WorkspaceList(page.items(), page.next()));
    }

    private void show(Context ctx) {
        Workspace workspace = workspaces.workspace(user(ctx), id(ctx));
        ctx.json(view(workspaces.bySlug(user(ctx), workspace.slug())));
    }

    private void members(Context ctx) {
        Items<Member> page =
                Items.page(ctx, workspaces.members(user(ctx), id(ctx)), Member::userId);
        ctx.json(new MemberList(page.items(), page.next()));
    }

    private void change(Context ctx) {
        members.change(user(ctx), id(ctx), member(ctx), ctx.bodyAsClass(RoleRequest.class).role());
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void remove(Context ctx) {
        members.remove(user(ctx), id(ctx), member(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }

    private static UserId member(Context ctx) {
        return UserId.parse(ctx.pathParam("user"));
    }

    private static WorkspaceId id(Context ctx) {
        return WorkspaceId.parse(ctx.pathParam("id"));
    }

    private static WorkspaceView view(Membership membership) {
        Workspace workspace = membership.workspace();
        return new WorkspaceView(
                workspace.id(), workspace.slug(), workspace.name(), membership.role());
    }
}
