package dev.maestro.studio.workspace;

import io.javalin.http.Context;
import java.util.Objects;

/**
 * What somebody who signs up has typed, but for the password, so that it is not lost on a mistake.
 */
public record SignUpForm(String email, String name, String workspace) {

    static final SignUpForm EMPTY = new SignUpForm("", "", "");

    static SignUpForm of(Context ctx) {
        return new SignUpForm(field(ctx, "email"), field(ctx, "name"), field(ctx, "workspace"));
    }

    private static String field(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.formParam(name), "");
    }
}
