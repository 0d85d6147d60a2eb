package dev.maestro.git;

import java.util.regex.Pattern;

/**
 * The rules of {@code git check-ref-format}, and what of a revision or a refspec may reach a
 * command line.
 */
final class Refs {

    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//");
    private static final Pattern FORBIDDEN_IN_GLOB =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?\\[\\\\]|\\.\\.|@\\{|//");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /**
     * Git stores a ref as a file; a component over 255 bytes, with room for ".lock", cannot be one.
     */
    private static final int LONGEST = 240;

    private Refs() {}

    /** A full ref such as {@code refs/heads/main}, returned as it is. */
    static String full(String ref) {
        if (!ref.startsWith("refs/") || FORBIDDEN.matcher(ref).find() || !wellFormed(ref)) {
            throw new IllegalRef(
                    "\"%s\" is not a full name of a ref that git allows".formatted(shown(ref)));
        }
        return ref;
    }

    /** A full ref, or {@code HEAD}. */
    static String fullOrHead(String ref) {
        return ref.equals("HEAD") ? ref : full(ref);
    }

    /** The beginning of full refs, such as {@code refs/heads/epic/}. */
    static String prefix(String prefix) {
        if (!prefix.startsWith("refs/") || FORBIDDEN.matcher(prefix).find()) {
            throw new IllegalRef("\"%s\" is not the beginning of a ref".formatted(shown(prefix)));
        }
        return prefix;
    }

    /**
     * {@code [+]source[:destination]}; both sides full refs with at most one star; the source may
     * be a commit id.
     */
    static String refspec(String refspec) {
        String bare = refspec.startsWith("+") ? refspec.substring(1) : refspec;
        int colon = bare.indexOf(':');
        String source = colon < 0 ? bare : bare.substring(0, colon);
        if (!COMMIT.matcher(source).matches() && !source.equals("HEAD")) {
            glob(source, refspec);
        }
        if (colon >= 0) {
            glob(bare.substring(colon + 1), refspec);
        }
        return refspec;
    }

    /**
     * Something {@code git rev-parse} may see: no option, no range, no reflog date, no control
     * characters.
     */
    static String revision(String revision) {
        if (revision.isEmpty()
                || revision.startsWith("-")
                || revision.contains("..")
                || revision.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IllegalRef("\"%s\" does not name one revision".formatted(shown(revision)));
        }
        return revision;
    }

    /** A hostile name made harmless for a sentence. */
    static String shown(String text) {
        String harmless = text.replaceAll("\\p{Cntrl}", "?");
        return harmless.length() <= 80 ? harmless : harmless.substring(0, 80) + "…";
    }

    private static void glob(String ref, String refspec) {
        boolean oneStar = ref.indexOf('*') == ref.lastIndexOf('*');
        if (!ref.startsWith("refs/")
                || FORBIDDEN_IN_GLOB.matcher(ref).find()
                || !oneStar
                || !wellFormed(ref)) {
            throw new IllegalRef(
                    "\"%s\" is not a refspec with full refs".formatted(shown(refspec)));
        }
    }

    private static boolean wellFormed(String ref) {
        if (ref.endsWith("/") || ref.endsWith(".")) {
            return false;
        }
        for (String component : ref.split("/", -1)) {
            if (component.isEmpty()
                    || component.startsWith(".")
                    || component.endsWith(".lock")
                    || component.length() > LONGEST) {
                return false;
            }
        }
        return true;
    }
}
