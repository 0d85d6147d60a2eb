package dev.maestro.studio.web;

import io.javalin.http.Context;

/**
 * What every answer tells the browser not to do. No script and no style stands in a page itself, so
 * the policy can be strict: text that slipped through escaping would still not run.
 */
final class SecurityHeaders {

    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "font-src 'self'",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'");

    private final boolean secure;

    SecurityHeaders(WebConfig config) {
        this.secure = config.secure();
    }

    void add(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "private, no-cache");
        if (secure) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
