package dev.maestro.studio.web;

import dev.maestro.protocol.Refused;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the API answers with several things: an object, so that it can grow.
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
        Matcher parts = CURSOR.matcher(decoded(cursor));
        if (!parts.matches()) {
            throw Refused.invalid("cursor", "this is no cursor: take the one of the last answer");
        }
        int found = keys.indexOf(parts.group(2));
        return found >= 0 ? found + 1 : Math.min(keys.size(), Integer.parseInt(parts.group(1)));
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
