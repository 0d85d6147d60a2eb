package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.WebSession;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a request who sent it. The server has looked before any route runs. */
public final class Callers {

    private static final String CALLER = "maestro.caller";
    private static final String VIEWER = "maestro.viewer";
    private static final String DISBELIEF = "maestro.disbelief";

    private Callers() {}

    /**
     * For the API.
     *
     * @throws Refused {@code unauthenticated} without a valid token or browser session
     */
    public static Caller required(Context ctx) {
        @Nullable Caller caller = ctx.attribute(CALLER);
        if (caller != null) {
            return caller;
        }
        @Nullable Refused disbelief = ctx.attribute(DISBELIEF);
        throw disbelief != null
                ? disbelief
                : new Refused(
                        RefusalCode.UNAUTHENTICATED,
                        "a valid access token or browser session is needed");
    }

    /** For pages: who is not signed in is sent to the sign-in page and comes back afterwards. */
    public static Caller browser(Context ctx) {
        return optional(ctx).orElseThrow(SignInNeeded::new);
    }

    public static Optional<Caller> optional(Context ctx) {
        return Optional.ofNullable(ctx.attribute(CALLER));
    }

    /** The signed-in person, for the layout; empty for tokens and before sign-in. */
    public static Optional<Frame.Viewer> viewer(Context ctx) {
        return Optional.ofNullable(ctx.attribute(VIEWER));
    }

    static void remember(Context ctx, Caller caller) {
        ctx.attribute(CALLER, caller);
    }

    static void remember(Context ctx, WebSession session) {
        ctx.attribute(CALLER, Caller.browser(session));
        ctx.attribute(VIEWER, new Frame.Viewer(session.userName(), session.csrf()));
    }

    static void disbelieve(Context ctx, Refused why) {
        ctx.attribute(DISBELIEF, why);
    }
}
