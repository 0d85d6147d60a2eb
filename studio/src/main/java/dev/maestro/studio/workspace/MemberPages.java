package dev.maestro.studio.workspace;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Frame;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.Templates;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code /w/{slug}/members}: who is here, and letting in machines and people. */
public final class MemberPages implements Routes {

    private final Workspaces workspaces;
    private final Invites invites;
    private final Templates templates;

    public MemberPages(Workspaces workspaces, Invites invites, Templates templates) {
        this.workspaces = workspaces;
        this.invites = invites;
        this.templates = templates;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/w/{slug}/members", ctx -> show(ctx, Optional.empty()));
        routes.post("/w/{slug}/invites", this::invite);
    }

    /**
     * Answers with the page itself and no redirect: the invite's secret is shown once and kept
     * nowhere. Loading the page again makes another invite, which harms nobody.
     */
    private void invite(Context ctx) {
        UserId by = Callers.browser(ctx).user();
        WorkspaceId workspace = workspaces.bySlug(by, ctx.pathParam("slug")).workspace().id();
        String kind = Objects.requireNonNullElse(ctx.formParam("kind"), "");
        NewInvite invite =
                kind.equals("cli")
                        ? invites.createCli(by, workspace)
                        : invites.createWorkspace(by, workspace, role(ctx));
        show(
                ctx,
                Optional.of(
                        kind.equals("cli")
                                ? new MembersView.Paste(
                                        "Run this once on your machine",
                                        "maestro auth " + invite.url(),
                                        invite.expiresAt())
                                : new MembersView.Paste(
                                        "Send this address to the new member",
                                        invite.url(),
                                        invite.expiresAt())));
    }

    private void show(Context ctx, Optional<MembersView.Paste> paste) {
        UserId by = Callers.browser(ctx).user();
        Membership own = workspaces.bySlug(by, ctx.pathParam("slug"));
        MembersView view =
                new MembersView(
                        own.workspace(),
                        workspaces.members(by, own.workspace().id()),
                        own.role().may(Permission.RUN_WORK),
                        own.role().may(Permission.MANAGE_MEMBERS)
                                ? rolesUpTo(own.role())
                                : List.of(),
                        paste);
        templates.render(
                ctx,
                "workspace/members",
                Frame.still("Members of " + own.workspace().name(), Callers.viewer(ctx)),
                Map.of("view", view));
    }

    private static List<Role> rolesUpTo(Role own) {
        return Arrays.stream(Role.values()).filter(own::atLeast).toList();
    }

    private static Role role(Context ctx) {
        String asked = Objects.requireNonNullElse(ctx.formParam("role"), "");
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(asked))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("role", "there is no role \"" + asked + "\""));
    }
}
