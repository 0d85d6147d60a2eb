package dev.maestro.studio.dispatch;

import java.util.List;

/**
 * Whether two lists of path patterns may name the same file, judged by what stands before the first
 * wildcard: sometimes a yes too many, never a no too many.
 */
final class PathOverlap {

    private PathOverlap() {}

    static boolean between(List<String> some, List<String> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(two -> between(one, two)));
    }

    private static boolean between(String one, String two) {
        String a = fixed(one);
        String b = fixed(two);
        return inside(a, one, b) || inside(b, two, a);
    }

    /** Whether the path is the fixed part itself, below it, or begins like it before a wildcard. */
    private static boolean inside(String fixed, String pattern, String path) {
        if (path.equals(fixed) || fixed.isEmpty()) {
            return true;
        }
        boolean open = fixed.length() < pattern.length() || fixed.endsWith("/");
        return path.startsWith(open ? fixed : fixed + "/");
    }

    private static String fixed(String pattern) {
        int end = 0;
        while (end < pattern.length() && "*?[{".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }
}
