package dev.maestro.studio.plan;

/**
 * Tells drafts apart for people: what keeps a task from being dispatched is derived, not stored.
 */
final class TaskStatus {

    private TaskStatus() {}

    static String of(
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
