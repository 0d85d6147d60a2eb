package dev.maestro.studio.workspace;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.TokenPair;
import dev.maestro.studio.identity.User;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Items;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;

/** How programs get in. Answers hold secrets and are marked {@code no-store}. */
public final class InviteApi implements Api {

    private record SetupRequest(
            String token,
            String email,
            String name,
            String password,
            Optional<String> workspace,
            Optional<String> machine) {}

    /**
     * @param token the last part of the invite's address
     * @param machine what people call the machine, 1 to 100 characters
     */
    private record RedeemRequest(String token, String machine) {}

    private record InviteRequest(InviteKind kind, Optional<Role> role) {}

    private record UserView(UserId id, String name, String email) {}

    /**
     * Somebody who was let in, on the wire.
     *
     * @param expiresIn seconds of the access token's life
     */
    private record Entry(
            String accessToken,
            long expiresIn,
            String refreshToken,
            UserView user,
            Workspace workspace) {}

    private static final int MACHINE_LENGTH = 100;

    private final OwnerSetup ownerSetup;
    private final Invites invites;

    public InviteApi(OwnerSetup ownerSetup, Invites invites) {
        this.ownerSetup = ownerSetup;
        this.invites = invites;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/setup",
                                "Signs the first owner up, by the one-time link.",
                                this::setUp)
                        .needs(Endpoint.ANYBODY)
                        .asks(SetupRequest.class)
                        .answers(Entry.class)
                        .creates(),
                Endpoint.post(
                                "/api/v1/auth/redeem",
                                "Lets a machine in, by an invite that works once.",
                                this::redeem)
                        .needs(Endpoint.ANYBODY)
                        .asks(RedeemRequest.class)
                        .answers(Entry.class),
                Endpoint.get(
                                "/api/v1/workspaces/{id}/invites",
                                "The invites that nobody has used yet.",
                                this::list)
                        .needs("manage_members")
                        .answersItems(OpenInvite.class),
                Endpoint.post(
                                "/api/v1/workspaces/{id}/invites",
                                "An invite for a person, or for a machine of the caller's own.",
                                this::invite)
                        .needs("run_work")
                        .asks(InviteRequest.class)
                        .answers(NewInvite.class)
                        .creates());
    }

    private void list(Context ctx) {
        ctx.json(
                Items.page(
                        ctx,
                        invites.open(
                                Callers.required(ctx).user(),
                                WorkspaceId.parse(ctx.pathParam("id"))),
                        OpenInvite::id));
    }

    private void setUp(Context ctx) {
        SetupRequest asked = ctx.bodyAsClass(SetupRequest.class);
        SignedUp signedUp =
                ownerSetup.signUp(
                        SecretToken.of(asked.token()),
                        asked.email(),
                        asked.name(),
                        asked.password(),
                        asked.workspace());
        TokenPair tokens =
                invites.letIn(signedUp.user().id(), machine(asked.machine().orElse("setup")));
        ctx.status(HttpStatus.CREATED);
        answer(ctx, signedUp.user(), signedUp.workspace(), tokens);
    }

    private void redeem(Context ctx) {
        RedeemRequest asked = ctx.bodyAsClass(RedeemRequest.class);
        Redeemed redeemed = invites.redeem(SecretToken.of(asked.token()), machine(asked.machine()));
        answer(ctx, redeemed.user(), redeemed.workspace(), redeemed.tokens());
    }

    private void invite(Context ctx) {
        UserId by = Callers.required(ctx).user();
        WorkspaceId workspace = WorkspaceId.parse(ctx.pathParam("id"));
        InviteRequest asked = ctx.bodyAsClass(InviteRequest.class);
        NewInvite created =
                switch (asked.kind()) {
                    case CLI -> invites.createCli(by, workspace);
                    case WORKSPACE ->
                            invites.createWorkspace(
                                    by,
                                    workspace,
                                    asked.role()
                                            .orElseThrow(() ->
                                                    Refused.invalid(
                                                            "role",
                                                            "an invite of a person names"
                                                                    + " a role")));
                };
        ctx.status(HttpStatus.CREATED).json(created).header("Cache-Control", "no-store");
    }

    private static void answer(Context ctx, User user, Workspace workspace, TokenPair tokens) {
        ctx.json(
                        new Entry(
                                tokens.accessToken(),
                                tokens.expiresIn().toSeconds(),
                                tokens.refreshToken().text(),
                                new UserView(user.id(), user.name(), user.email()),
                                workspace))
                .header("Cache-Control", "no-store");
    }

    private static String machine(String name) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > MACHINE_LENGTH) {
            throw Refused.invalid(
                    "machine", "a machine's name has 1 to " + MACHINE_LENGTH + " characters");
        }
        return called;
    }
}
