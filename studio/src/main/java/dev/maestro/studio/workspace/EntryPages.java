package dev.maestro.studio.workspace;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.web.BrowserSessions;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Frame;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.Templates;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How people get in: {@code /setup/{token}} for the first owner, {@code /invites/{token}} (also
 * {@code /invites/workspace/{token}}) for everybody after. Both end signed in.
 */
public final class EntryPages implements Routes {

    private final OwnerSetup ownerSetup;
    private final Invites invites;
    private final BrowserSessions sessions;
    private final Templates templates;
    private final String publicUrl;

    public EntryPages(
            OwnerSetup ownerSetup,
            Invites invites,
            BrowserSessions sessions,
            Templates templates,
            String publicUrl) {
        this.ownerSetup = ownerSetup;
        this.invites = invites;
        this.sessions = sessions;
        this.templates = templates;
        this.publicUrl = publicUrl;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/setup/{token}", this::setupForm);
        routes.post("/setup/{token}", this::setUp);
        routes.get("/invites/{token}", this::invite);
        routes.post("/invites/{token}", this::join);
        routes.get("/invites/workspace/{token}", this::invite);
        routes.post("/invites/workspace/{token}", this::join);
    }

    private void setupForm(Context ctx) {
        ownerSetup.check(token(ctx));
        showSetup(ctx, Frame.still("Welcome", Optional.empty()), SignUpForm.EMPTY);
    }

    private void setUp(Context ctx) {
        SignUpForm form = SignUpForm.of(ctx);
        try {
            SignedUp signedUp =
                    ownerSetup.signUp(
                            token(ctx),
                            form.email(),
                            form.name(),
                            password(ctx),
                            Optional.of(form.workspace()).filter(name -> !name.isBlank()));
            sessions.signIn(ctx, signedUp.user().id());
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } catch (Refused refused) {
            Frame frame = Frame.still("Welcome", Optional.empty());
            showSetup(ctx, again(ctx, frame, refused), form);
        }
    }

    private void showSetup(Context ctx, Frame frame, SignUpForm form) {
        templates.render(ctx, "workspace/setup", frame, Map.of("form", form));
    }

    private void invite(Context ctx) {
        Invitation invitation = invites.look(token(ctx));
        switch (invitation.kind()) {
            case CLI ->
                    templates.render(
                            ctx,
                            "workspace/cliInvite",
                            Frame.still("Connect a machine", Callers.viewer(ctx)),
                            Map.of("command", authCommand(ctx)));
            case WORKSPACE ->
                    showJoin(ctx, joinFrame(ctx, invitation), invitation, SignUpForm.EMPTY);
        }
    }

    private void join(Context ctx) {
        Invitation invitation = invites.look(token(ctx));
        SignUpForm form = SignUpForm.of(ctx);
        try {
            SignedUp joined =
                    Callers.viewer(ctx).isPresent()
                            ? invites.join(token(ctx), Callers.required(ctx).user())
                            : invites.join(token(ctx), form.email(), form.name(), password(ctx));
            if (Callers.viewer(ctx).isEmpty()) {
                sessions.signIn(ctx, joined.user().id());
            }
            ctx.redirect("/w/" + joined.workspace().slug() + "/members", HttpStatus.SEE_OTHER);
        } catch (Refused refused) {
            showJoin(ctx, again(ctx, joinFrame(ctx, invitation), refused), invitation, form);
        }
    }

    private void showJoin(Context ctx, Frame frame, Invitation invitation, SignUpForm form) {
        templates.render(
                ctx,
                "workspace/join",
                frame,
                Map.of("invitation", invitation, "form", form, "path", ctx.path()));
    }

    private static Frame joinFrame(Context ctx, Invitation invitation) {
        return Frame.still("Join " + invitation.workspaceName(), Callers.viewer(ctx));
    }

    private String authCommand(Context ctx) {
        return "maestro auth " + publicUrl + "/invites/" + ctx.pathParam("token");
    }

    /** The form again, with the reason above it; what no other input can mend is passed on. */
    private static Frame again(Context ctx, Frame frame, Refused refused) {
        if (refused.code() != RefusalCode.INVALID_PARAMS
                && refused.code() != RefusalCode.CONFLICT) {
            throw refused;
        }
        ctx.status(refused.code().httpStatus());
        return frame.refused(String.valueOf(refused.getMessage()));
    }

    private static SecretToken token(Context ctx) {
        return SecretToken.of(ctx.pathParam("token"));
    }

    private static String password(Context ctx) {
        return Objects.requireNonNullElse(ctx.formParam("password"), "");
    }
}
