package dev.maestro.client.platform;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where each key of a TOML text stands. For texts that were parsed before: what is no TOML is
 * not noticed here.
 */
final class TomlScan {

    /**
     * One {@code key = value}, or the head of a table.
     *
     * @param path from the root of the file
     * @param start where it begins
     * @param value where its value begins; for a head where it ends
     * @param end where the value ends
     * @param kind what it is
     */
    record Place(List<String> path, List<String> table, int start, int value, int end, Kind kind) {}

    enum Kind {
        KEY,
        /** A key in one of several tables of the same name. */
        KEY_OF_ONE_OF_MANY,
        TABLE,
        ONE_OF_MANY
    }

    private final String text;
    private final List<Place> places = new ArrayList<>();
    private List<String> table = List.of();
    private boolean many;
    private int at;

    private TomlScan(String text) {
        this.text = text;
    }

    static List<Place> places(String text) {
        TomlScan scan = new TomlScan(text);
        scan.all();
        return List.copyOf(scan.places);
    }

    private void all() {
        while (true) {
            blanks();
            if (at >= text.length()) {
                return;
            }
            if (text.charAt(at) == '[') {
                head();
            } else {
                keyAndValue();
            }
        }
    }

    private void head() {
        int start = at;
        many = text.startsWith("[[", at);
        at += many ? 2 : 1;
        table = key();
        at += many ? 2 : 1;
        places.add(new Place(table, table, start, at, at, many ? Kind.ONE_OF_MANY : Kind.TABLE));
    }

    private void keyAndValue() {
        int start = at;
        List<String> path = new ArrayList<>(table);
        path.addAll(key());
        at++;
        spaces();
        int value = at;
        value();
        places.add(
                new Place(
                        List.copyOf(path),
                        table,
                        start,
                        value,
                        at,
                        many ? Kind.KEY_OF_ONE_OF_MANY : Kind.KEY));
    }

    /** Up to the sign that ends it: {@code =} or a bracket. */
    private List<String> key() {
        List<String> parts = new ArrayList<>();
        while (at < text.length()) {
            spaces();
            int start = at;
            if (at < text.length() && isQuote(text.charAt(at))) {
                string();
                parts.add(unquoted(text.substring(start, at)));
            } else {
                while (at < text.length() && isBare(text.charAt(at))) {
                    at++;
                }
                parts.add(text.substring(start, at));
            }
            spaces();
            if (at >= text.length() || text.charAt(at) != '.') {
                return List.copyOf(parts);
            }
            at++;
        }
        return List.copyOf(parts);
    }

    private void value() {
        int depth = 0;
        int lastSign = at;
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (isQuote(sign)) {
                string();
                lastSign = at;
                continue;
            }
            if (sign == '#') {
                comment();
                continue;
            }
            if (sign == '\n' && depth == 0) {
                break;
            }
            if (sign == '[' || sign == '{') {
                depth++;
            } else if (sign == ']' || sign == '}') {
                depth--;
            }
            at++;
            if (!Character.isWhitespace(sign)) {
                lastSign = at;
            }
        }
        at = lastSign;
    }

    private void string() {
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        String end = text.startsWith(three, at) ? three : String.valueOf(quote);
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(text.length(), at + end.length());
        while (end.length() == 3 && at < text.length() && text.charAt(at) == quote) {
            at++;
        }
    }

    private void blanks() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                comment();
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return;
            }
        }
    }

    private void comment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void spaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static String unquoted(String quoted) {
        String inside = quoted.substring(1, quoted.length() - 1);
        return quoted.startsWith("'") ? inside : TomlWords.unescaped(inside);
    }

    private static boolean isQuote(char sign) {
        return sign == '"' || sign == '\'';
    }

    private static boolean isBare(char sign) {
        return Character.isLetterOrDigit(sign) || sign == '_' || sign == '-';
    }
}
