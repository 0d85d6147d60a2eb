package dev.maestro.studio.task;

/**
 * Tells drafts apart for people, on every page by the same words: what keeps a task from being
 * dispatched is derived, not stored.
 */
public final class TaskStatus {

    private TaskStatus() {}

    /**
     * @param taskState in lower case, as {@code planState}
     * @param later it is not to begin yet
     * @return the state, but {@code planned}, {@code held}, {@code blocked}, {@code delayed} or
     *     {@code ready} for a draft
     */
    public static String of(
            String taskState,
            String planState,
            boolean held,
            boolean dependenciesDone,
            boolean later) {
        if (!taskState.equals("draft")) {
            return taskState;
        }
        if (!planState.equals("active")) {
            return "planned";
        }
        if (held) {
            return "held";
        }
        if (!dependenciesDone) {
            return "blocked";
        }
        return later ? "delayed" : "ready";
    }
}
