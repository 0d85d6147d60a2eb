package dev.maestro.studio.web;

import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.identity.WebSessions;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/** Signs browsers in and out, by a cookie that scripts cannot read. Any thread may use it. */
public final class BrowserSessions {

    static final String COOKIE = "maestro_session";

    private final WebSessions webSessions;
    private final boolean secure;

    public BrowserSessions(WebSessions webSessions, WebConfig config) {
        this.webSessions = webSessions;
        this.secure = config.secure();
    }

    /** The answer makes the browser signed in as the user; an earlier session of it ends. */
    public void signIn(Context ctx, UserId user) {
        endCurrent(ctx);
        String token = webSessions.start(user).text();
        ctx.cookie(cookie(token, (int) webSessions.life().toSeconds()));
    }

    /** The answer makes the browser forget its session, which ends. */
    public void signOut(Context ctx) {
        endCurrent(ctx);
        ctx.cookie(cookie("", 0));
    }

    private void endCurrent(Context ctx) {
        @Nullable String current = ctx.cookie(COOKIE);
        if (current != null) {
            webSessions.end(SecretToken.of(current));
        }
    }

    private Cookie cookie(String value, int maxAge) {
        Cookie cookie = new Cookie(COOKIE, value, "/", maxAge, secure);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }
}
