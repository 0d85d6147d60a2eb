package dev.maestro.studio.web;

import dev.maestro.studio.identity.User;
import dev.maestro.studio.identity.Users;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /sign-in} and {@code /sign-out}. */
public final class SignInPages implements Routes {

    private final Users users;
    private final BrowserSessions sessions;
    private final Templates templates;

    public SignInPages(Users users, BrowserSessions sessions, Templates templates) {
        this.users = users;
        this.sessions = sessions;
        this.templates = templates;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/sign-in", this::form);
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
    }

    private void form(Context ctx) {
        String next = ownPath(ctx.queryParam("next"));
        if (Callers.viewer(ctx).isPresent()) {
            ctx.redirect(next, HttpStatus.SEE_OTHER);
            return;
        }
        show(ctx, Frame.still("Sign in", Optional.empty()), "", next);
    }

    private void signIn(Context ctx) {
        String email = Objects.requireNonNullElse(ctx.formParam("email"), "");
        String password = Objects.requireNonNullElse(ctx.formParam("password"), "");
        String next = ownPath(ctx.formParam("next"));
        Optional<User> user = users.checkPassword(email, password);
        if (user.isPresent()) {
            sessions.signIn(ctx, user.get().id());
            ctx.redirect(next, HttpStatus.SEE_OTHER);
            return;
        }
        Frame frame =
                Frame.still("Sign in", Optional.empty())
                        .refused("The e-mail address or the password is wrong.");
        show(ctx, frame, email, next);
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void signOut(Context ctx) {
        sessions.signOut(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, Frame frame, String email, String next) {
        templates.render(ctx, "web/signIn", frame, Map.of("email", email, "next", next));
    }

    /** Only a path of this site: a link in a mail must not send people elsewhere after sign-in. */
    static String ownPath(@Nullable String next) {
        return next != null && next.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") ? next : "/";
    }
}
