package dev.maestro.studio.web;

import dev.maestro.protocol.contract.Feature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint of the open contract: what is mounted and what the documents print of it.
 *
 * @param permission the right that it takes, as the matrix calls it; {@link #ANYBODY}, or {@link
 *     #SIGNED_IN} where the caller only needs to be known
 * @param asks what the body is read as
 * @param inputs beside path and body, {@code cursor}, {@code limit} and the headers of the whole
 *     API
 * @param answers when it is done; every test that calls it compares ({@link Promise})
 * @param statuses of these answers
 */
public record Endpoint(
        HandlerType verb,
        String path,
        String permission,
        Optional<Body> asks,
        Optional<Body> answers,
        List<Input> inputs,
        List<Integer> statuses,
        Feature feature,
        int since,
        String sentence,
        Handler handler) {

    public static final String ANYBODY = "anybody";
    public static final String SIGNED_IN = "signed_in";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

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
                List.of(),
                List.of(NO_CONTENT),
                Feature.IDENTITY,
                1,
                sentence,
                handler);
    }

    public Endpoint needs(String right) {
        return new Endpoint(
                verb, path, right, asks, answers, inputs, statuses, feature, since, sentence,
                handler);
    }

    public Endpoint asks(Class<?> body) {
        return asks(new Body(body, Body.Shape.OBJECT, Body.JSON));
    }

    /** What it reads is described by its sentence. */
    public Endpoint asksText(String media) {
        return asks(Body.text(media));
    }

    public Endpoint answers(Class<?> body) {
        return answers(new Body(body, Body.Shape.OBJECT, Body.JSON));
    }

    public Endpoint answersFlat(Class<?> body) {
        return answers(new Body(body, Body.Shape.FLAT, Body.JSON));
    }

    public Endpoint answersItems(Class<?> item) {
        return answers(new Body(item, Body.Shape.ITEMS, Body.JSON));
    }

    public Endpoint answersText(String media) {
        return answers(Body.text(media));
    }

    /** It answers 201. */
    public Endpoint creates() {
        return statuses(List.of(CREATED));
    }

    /** It may also be answered with this, and then without a body. */
    public Endpoint or(int status) {
        List<Integer> all = new ArrayList<>(statuses);
        all.add(status);
        return statuses(all);
    }

    public Endpoint takes(Input input) {
        List<Input> all = new ArrayList<>(inputs);
        all.add(input);
        return new Endpoint(
                verb,
                path,
                permission,
                asks,
                answers,
                List.copyOf(all),
                statuses,
                feature,
                since,
                sentence,
                handler);
    }

    public Endpoint in(Feature of) {
        return new Endpoint(
                verb,
                path,
                permission,
                asks,
                answers,
                inputs,
                statuses,
                of,
                since,
                sentence,
                handler);
    }

    private Endpoint asks(Body body) {
        return new Endpoint(
                verb,
                path,
                permission,
                Optional.of(body),
                answers,
                inputs,
                statuses,
                feature,
                since,
                sentence,
                handler);
    }

    private Endpoint answers(Body body) {
        return new Endpoint(
                verb,
                path,
                permission,
                asks,
                Optional.of(body),
                inputs,
                List.of(OK),
                feature,
                since,
                sentence,
                handler);
    }

    private Endpoint statuses(List<Integer> all) {
        return new Endpoint(
                verb,
                path,
                permission,
                asks,
                answers,
                inputs,
                List.copyOf(all),
                feature,
                since,
                sentence,
                handler);
    }

    void mount(RoutesConfig routes) {
        routes.addHttpHandler(verb, path, permission.equals(ANYBODY) ? this::answer : this::known);
    }

    /** Who the caller is comes before what the body says. */
    private void known(Context ctx) throws Exception {
        Callers.required(ctx);
        answer(ctx);
    }

    private void answer(Context ctx) throws Exception {
        handler.handle(ctx);
        assert Promise.broken(this, ctx).isEmpty() : Promise.broken(this, ctx);
    }
}
