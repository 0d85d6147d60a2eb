package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import io.javalin.http.Context;
import java.util.Optional;

/** Asks a request who sent it. The server has looked before any route runs. */
public final class Callers {

    private static final String CALLER = "maestro.caller";

    private Callers() {}

    /**
     * For the API.
     *
     * @throws Refused {@code unauthenticated} without a valid token or browser session
     */
    public static Caller required(Context ctx) {
        return optional(ctx)
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.UNAUTHENTICATED,
                                "a valid access token or browser session is needed"));
    }

    /** For pages: who is not signed in is sent to the sign-in page and comes back afterwards. */
    public static Caller browser(Context ctx) {
        return optional(ctx).orElseThrow(SignInNeeded::new);
    }

    public static Optional<Caller> optional(Context ctx) {
        return Optional.ofNullable(ctx.attribute(CALLER));
    }

    static void remember(Context ctx, Caller caller) {
        ctx.attribute(CALLER, caller);
    }
}
