package dev.maestro.studio.web;

import dev.maestro.protocol.Refused;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How the pages' forms are answered: done and redirected, or refused and shown again. */
public final class Forms {

    private Forms() {}

    /**
     * Does what the form asks and sends the browser on with 303 to the path that {@code act}
     * answers. What the person can mend or wait for is told on the page itself, by {@code again},
     * with the refusal's status; who may not, or asks for what is not there, gets the error page.
     */
    public static void post(Context ctx, Supplier<String> act, Consumer<Refused> again) {
        String next;
        try {
            next = act.get();
        } catch (Refused refused) {
            switch (refused.code().kind()) {
                case INVALID, CONFLICT, TRY_LATER -> {
                    ctx.status(refused.code().httpStatus());
                    again.accept(refused);
                    return;
                }
                case NOT_FOUND, FORBIDDEN, FAULT -> throw refused;
            }
            return;
        }
        ctx.redirect(next, HttpStatus.SEE_OTHER);
    }

    /** What the refusal says to people. */
    public static String sentence(Refused refused) {
        return Objects.requireNonNullElse(refused.getMessage(), refused.code().wireName());
    }

    /** A field of the form; blank is absent. */
    public static Optional<String> field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name))
                .map(text -> text.replace("\r\n", "\n").replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }

    /**
     * @throws Refused {@code invalid_params} when the field is blank
     */
    public static String required(Context ctx, String name, String sentence) {
        return field(ctx, name).orElseThrow(() -> Refused.invalid(name, sentence));
    }
}
