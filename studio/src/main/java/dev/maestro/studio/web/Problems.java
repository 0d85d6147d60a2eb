package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.platform.Incident;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what went wrong becomes an answer: a problem document for programs, a page
 * for browsers. Faults are logged here, once, and told by their incident's id only.
 */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Templates templates;
    private final int maxBodyBytes;

    Problems(Templates templates, int maxBodyBytes) {
        this.templates = templates;
        this.maxBodyBytes = maxBodyBytes;
    }

    void mount(RoutesConfig routes) {
        routes.exception(Refused.class, (refused, ctx) -> answer(ctx, Problem.of(refused)));
        routes.exception(SignInNeeded.class, (_, ctx) -> toSignIn(ctx));
        routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, ofServer(ctx, e)));
        routes.exception(
                Exception.class,
                (fault, ctx) ->
                        answer(
                                ctx,
                                Problem.of(
                                        Incident.log(
                                                LOG, ctx.method() + " " + ctx.path(), fault))));
    }

    /**
     * What was sent is read to its end first: who is answered before they have said everything may
     * send their next request behind the rest, which nobody understands then.
     */
    private static void hearOut(Context ctx) {
        try {
            LOG.trace("refused after {} bytes", ctx.bodyAsBytes().length);
        } catch (RuntimeException tooMuchOrBroken) {
            LOG.debug("what was refused could not be read", tooMuchOrBroken);
        }
    }

    private void answer(Context ctx, Problem problem) {
        hearOut(ctx);
        if (problem.data().get("retry_after_ms") instanceof Number millis) {
            ctx.header("Retry-After", Long.toString((millis.longValue() + 999) / 1000));
        }
        if (wantsPage(ctx)) {
            templates.render(
                    ctx,
                    "web/problem",
                    Frame.still(problem.title(), Callers.viewer(ctx)),
                    Map.of("problem", new ProblemView(problem.title(), problem.detail())));
        } else {
            ctx.contentType("application/problem+json").result(Json.write(problem.members()));
        }
        ctx.status(problem.status());
    }

    private static boolean wantsPage(Context ctx) {
        return !ctx.path().startsWith("/api/")
                && Objects.requireNonNullElse(ctx.header("Accept"), "").contains("text/html");
    }

    private static void toSignIn(Context ctx) {
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        String next = ctx.req().getMethod().equals("GET") ? ctx.path() + query : "/";
        ctx.redirect(
                "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
                HttpStatus.SEE_OTHER);
    }

    private Problem ofServer(Context ctx, HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> Problem.of(RefusalCode.NOT_FOUND, 404, "there is nothing at " + ctx.path());
            case 405 ->
                    Problem.of(
                            RefusalCode.METHOD_NOT_FOUND,
                            405,
                            "%s cannot be done to %s".formatted(ctx.method(), ctx.path()));
            case 413 ->
                    Problem.of(
                            new Refused(
                                    RefusalCode.TOO_LARGE,
                                    "a body may have %d bytes".formatted(maxBodyBytes),
                                    Map.of("limit", maxBodyBytes)));
            default ->
                    Problem.of(
                            RefusalCode.INVALID_REQUEST,
                            e.getStatus(),
                            Objects.requireNonNullElse(e.getMessage(), "the request is not valid"));
        };
    }
}
