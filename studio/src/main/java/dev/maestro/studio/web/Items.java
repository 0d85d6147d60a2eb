package dev.maestro.studio.web;

import dev.maestro.protocol.Refused;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the API answers with several things: an object, so that it can grow. Lists that people make
 * (members, plans, tasks of a plan) are read whole and cut here; what grows by itself is asked for
 * in parts, with {@link Asked}.
 *
 * @param next the {@code cursor} to ask with for what follows; empty when this was all
 */
public record Items<T>(List<T> items, Optional<String> next) {

    /** How many things a page has at most. */
    public static final int MOST = 200;

    /** How many it has when nobody asks for another number. */
    public static final int USUALLY = 100;

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,9}):(.{1,300})");

    public Items {
        items = List.copyOf(items);
    }

    /**
     * What a request asks for of a list that grows without end, and so is not read whole.
     *
     * @param after the last thing that was seen; empty for the beginning
     */
    public record Asked(Optional<UUID> after, int limit) {

        /** To ask the database for: one more than is answered tells whether more follows. */
        public int oneMore() {
            return limit + 1;
        }

        /**
         * @param found as many as {@link #oneMore}, or all there are
         */
        public <T> Items<T> of(List<T> found, Function<T, UUID> id) {
            List<T> shown = found.subList(0, Math.min(limit, found.size()));
            return new Items<>(
                    shown,
                    found.size() > limit
                            ? Optional.of(cursor(0, id.apply(shown.getLast()).toString()))
                            : Optional.empty());
        }
    }

    /**
     * @throws Refused as {@link #page}
     */
    public static Asked asked(Context ctx) {
        Optional<String> cursor = Optional.ofNullable(ctx.queryParam("cursor"));
        try {
            return new Asked(
                    cursor.map(Items::parts).map(parts -> UUID.fromString(parts.group(2))),
                    limit(ctx));
        } catch (IllegalArgumentException noId) {
            throw noCursor();
        }
    }

    /**
     * The part of the list that the request asks for with {@code cursor} and {@code limit}. A
     * cursor names the last thing that was seen; when that is gone, the list goes on at its place.
     *
     * @param key names a thing within the list, whatever else is in it
     * @throws Refused {@code invalid_params} for a cursor or limit that is none
     */
    public static <T> Items<T> page(Context ctx, List<T> all, Function<T, ?> key) {
        List<String> keys = all.stream().map(each -> String.valueOf(key.apply(each))).toList();
        int from = Optional.ofNullable(ctx.queryParam("cursor")).map(c -> after(c, keys)).orElse(0);
        int to = Math.min(all.size(), from + limit(ctx));
        return new Items<>(
                all.subList(from, to),
                to < all.size() ? Optional.of(cursor(to - 1, keys.get(to - 1))) : Optional.empty());
    }

    private static int after(String cursor, List<String> keys) {
        Matcher parts = parts(cursor);
        int found = keys.indexOf(parts.group(2));
        return found >= 0 ? found + 1 : Math.min(keys.size(), Integer.parseInt(parts.group(1)));
    }

    private static Matcher parts(String cursor) {
        Matcher parts = CURSOR.matcher(decoded(cursor));
        if (!parts.matches()) {
            throw noCursor();
        }
        return parts;
    }

    private static Refused noCursor() {
        return Refused.invalid("cursor", "this is no cursor: take the one of the last answer");
    }

    private static int limit(Context ctx) {
        String text = Optional.ofNullable(ctx.queryParam("limit")).orElse("" + USUALLY);
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw Refused.invalid("limit", "limit must be a number from 1 on");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }

    private static String cursor(int index, String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((index + ":" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
