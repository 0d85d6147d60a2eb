package dev.maestro.hub.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of an address: decoded, with lower-case names, in the order they are signed. */
record Query(SortedMap<String, String> parameters) {

    /** A name that comes twice, as arrays do, has its values joined by commas. */
    static Query parse(String text) {
        SortedMap<String, String> parameters = new TreeMap<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('&', from);
            end = end < 0 ? text.length() : end;
            if (end > from) {
                int equals = text.indexOf('=', from);
                boolean named = equals >= 0 && equals < end;
                String name = decoded(text.substring(from, named ? equals : end));
                String value = named ? decoded(text.substring(equals + 1, end)) : "";
                parameters.merge(
                        name.toLowerCase(Locale.ROOT), value, (one, two) -> one + "," + two);
            }
            from = end + 1;
        }
        return new Query(parameters);
    }

    /** A segment of a path as the sender meant it; there a plus is a plus. */
    static String segment(String text) {
        return decoded(text.replace("+", "%2B"));
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException broken) {
            throw ApiRefusal.invalid("The address is not well formed");
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String required(String name) {
        return find(name)
                .orElseThrow(
                        () -> ApiRefusal.unauthorized("The parameter " + name + " is missing"));
    }

    /** The attributes that are asked for. */
    Wanted wanted() {
        return find("info").map(Wanted::of).orElse(Wanted.NOTHING);
    }
}
