package dev.maestro.studio.web;

import java.util.List;
import java.util.Optional;

/**
 * What the layout around a page's content needs to know.
 *
 * @param title of the browser's tab; the first heading is the page's own
 * @param viewer who looks at it; empty before sign-in
 * @param crumbs the way from the top to this page, the page itself not included
 * @param channels the hub's channels whose news make the page stale; empty: the page does not live
 * @param problem a sentence about why the last action was refused, shown above the content
 */
public record Frame(
        String title,
        Optional<Viewer> viewer,
        List<Crumb> crumbs,
        List<String> channels,
        Optional<String> problem) {

    public Frame {
        crumbs = List.copyOf(crumbs);
        channels = List.copyOf(channels);
    }

    /** A page that only shows what it was asked for. */
    public static Frame still(String title, Optional<Viewer> viewer) {
        return new Frame(title, viewer, List.of(), List.of(), Optional.empty());
    }

    public Frame below(Crumb... way) {
        return new Frame(title, viewer, List.of(way), channels, problem);
    }

    public Frame living(String... on) {
        return new Frame(title, viewer, crumbs, List.of(on), problem);
    }

    public Frame refused(String sentence) {
        return new Frame(title, viewer, crumbs, channels, Optional.of(sentence));
    }

    /**
     * The signed-in person.
     *
     * @param csrf to be sent back with every form
     */
    public record Viewer(String name, String csrf) {

        /** At most two letters for the round picture in the header. */
        public String initials() {
            StringBuilder letters = new StringBuilder();
            for (String word : name.strip().split("\\s+")) {
                if (letters.length() < 2 && !word.isEmpty()) {
                    letters.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
                }
            }
            return letters.toString();
        }
    }

    public record Crumb(String text, String href) {}
}
