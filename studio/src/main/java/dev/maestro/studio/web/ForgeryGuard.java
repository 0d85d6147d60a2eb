package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a foreign page makes a browser send. A signed-in browser must send back the secret
 * its own pages hold; one that is not signed in must at least not come from elsewhere, else a
 * stranger could sign it in as somebody. Tokens are never sent by a browser on its own and pass.
 */
final class ForgeryGuard {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private ForgeryGuard() {}

    static void check(Context ctx) {
        if (HARMLESS.contains(ctx.req().getMethod().toUpperCase(Locale.ROOT))) {
            return;
        }
        Optional<Caller> caller = Callers.optional(ctx);
        if (caller.isEmpty()) {
            if (comesFromElsewhere(ctx)) {
                throw refused("this was sent from the page of another site");
            }
        } else if (caller.get().isBrowser()
                && !isSame(caller.get().csrf().orElseThrow(), sent(ctx))) {
            throw refused(
                    "the form does not belong to your session: go back, reload the page, try again");
        }
    }

    private static String sent(Context ctx) {
        @Nullable String header = ctx.header("X-CSRF-Token");
        if (header != null) {
            return header;
        }
        return ctx.isFormUrlencoded() ? Objects.requireNonNullElse(ctx.formParam("_csrf"), "") : "";
    }

    private static boolean isSame(String expected, String sent) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean comesFromElsewhere(Context ctx) {
        @Nullable String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        @Nullable String origin = ctx.header("Origin");
        return origin != null && !Objects.equals(authority(origin), ctx.header("Host"));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Refused refused(String sentence) {
        return new Refused(RefusalCode.FORBIDDEN, sentence);
    }
}
