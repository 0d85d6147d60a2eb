package dev.maestro.studio.run;

/** As much of a long text as is kept. */
final class Excerpt {

    private Excerpt() {}

    static String head(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    static String tail(String text, int longest) {
        return text.length() <= longest ? text : text.substring(text.length() - longest);
    }
}
