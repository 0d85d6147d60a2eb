package dev.maestro.studio.web;

import dev.maestro.protocol.contract.Feature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Optional;

/**
 * One endpoint of the open contract: what is mounted and what the documents print of it.
 *
 * @param permission the right that it takes, as the matrix calls it; {@link #ANYBODY}, or {@link
 *     #SIGNED_IN} where the caller only needs to be known
 * @param asks the record that the body is read as
 * @param answers the record that is answered
 */
public record Endpoint(
        HandlerType verb,
        String path,
        String permission,
        Optional<Class<?>> asks,
        Optional<Class<?>> answers,
        Shape shape,
        Feature feature,
        int since,
        String sentence,
        Handler handler) {

    public static final String ANYBODY = "anybody";
    public static final String SIGNED_IN = "signed_in";

    /** How the answer is made of its record. */
    public enum Shape {
        NOTHING,
        OBJECT,
        /** The fields of the record's first component stand beside its other components. */
        FLAT,
        /** {@link Items} of it. */
        ITEMS,
        /** Plain text, described by the sentence. */
        TEXT
    }

    public static Endpoint get(String path, String sentence, Handler handler) {
        return of(HandlerType.GET, path, sentence, handler);
    }

    public static Endpoint post(String path, String sentence, Handler handler) {
        return of(HandlerType.POST, path, sentence, handler);
    }

    public static Endpoint put(String path, String sentence, Handler handler) {
        return of(HandlerType.PUT, path, sentence, handler);
    }

    public static Endpoint delete(String path, String sentence, Handler handler) {
        return of(HandlerType.DELETE, path, sentence, handler);
    }

    /** Refused with {@code not_available_yet} until the feature is there. */
    public static Endpoint later(HandlerType verb, String path, Feature feature, String sentence) {
        return of(verb, path, sentence, ctx -> refuse(ctx, feature)).in(feature);
    }

    private static void refuse(Context ctx, Feature feature) {
        Callers.required(ctx);
        feature.require(ctx.method() + " " + ctx.path());
        throw new IllegalStateException(feature + " is there, and nobody does " + ctx.path());
    }

    private static Endpoint of(HandlerType verb, String path, String sentence, Handler handler) {
        return new Endpoint(
                verb,
                path,
                SIGNED_IN,
                Optional.empty(),
                Optional.empty(),
                Shape.NOTHING,
                Feature.IDENTITY,
                1,
                sentence,
                handler);
    }

    public Endpoint needs(String right) {
        return new Endpoint(
                verb, path, right, asks, answers, shape, feature, since, sentence, handler);
    }

    public Endpoint asks(Class<?> body) {
        return new Endpoint(
                verb,
                path,
                permission,
                Optional.of(body),
                answers,
                shape,
                feature,
                since,
                sentence,
                handler);
    }

    public Endpoint answers(Class<?> body) {
        return answers(body, Shape.OBJECT);
    }

    public Endpoint answersFlat(Class<?> body) {
        return answers(body, Shape.FLAT);
    }

    public Endpoint answersItems(Class<?> item) {
        return answers(item, Shape.ITEMS);
    }

    public Endpoint answersText() {
        return answers(String.class, Shape.TEXT);
    }

    public Endpoint in(Feature of) {
        return new Endpoint(
                verb, path, permission, asks, answers, shape, of, since, sentence, handler);
    }

    private Endpoint answers(Class<?> body, Shape how) {
        return new Endpoint(
                verb,
                path,
                permission,
                asks,
                Optional.of(body),
                how,
                feature,
                since,
                sentence,
                handler);
    }

    void mount(RoutesConfig routes) {
        routes.addHttpHandler(verb, path, permission.equals(ANYBODY) ? handler : this::known);
    }

    /** Who the caller is comes before what the body says. */
    private void known(Context ctx) throws Exception {
        Callers.required(ctx);
        handler.handle(ctx);
    }
}
