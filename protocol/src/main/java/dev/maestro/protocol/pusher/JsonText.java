package dev.maestro.protocol.pusher;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Strings as JSON, for messages that are put together by hand. */
public final class JsonText {

    private JsonText() {}

    /** The text in quotes, with what JSON does not allow in strings escaped. */
    public static String quoted(String text) {
        StringBuilder into = new StringBuilder(text.length() + 16);
        quote(text, into);
        return into.toString();
    }

    /** As {@link #quoted}, appended. */
    public static void quote(String text, StringBuilder into) {
        into.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, into);
        into.append('"');
    }
}
