package dev.maestro.studio.web;

/** How states look: always a word, and a colour that groups them. */
public final class Badges {

    private Badges() {}

    /** Names of style classes. */
    public static String tone(String state) {
        return switch (state) {
            case "done", "succeeded", "completed", "landed", "online" -> "green";
            case "approved" -> "green open";
            case "active", "in_progress", "running", "gating", "landing" -> "blue moving";
            case "dispatched", "ready" -> "blue open";
            case "in_review" -> "violet moving";
            case "paused", "waiting_for_resume", "delayed", "held", "draining", "lost" -> "amber";
            case "needs_operator", "failed", "conflicted", "gate_failed", "orphaned" -> "red";
            default -> "open";
        };
    }

    /** The state in words. */
    public static String word(String state) {
        return switch (state) {
            case "needs_operator" -> "Needs a person";
            case "waiting_for_resume" -> "Interrupted";
            case "delayed" -> "Waits for a time";
            case "gating" -> "Checking";
            case "landed" -> "Merged";
            case "conflicted" -> "Conflict";
            case "gate_failed" -> "Check failed";
            default -> sentence(state);
        };
    }

    /** {@code in_progress} → {@code In progress}. */
    public static String sentence(String word) {
        String spaced = word.replace('_', ' ');
        return spaced.isEmpty()
                ? spaced
                : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
