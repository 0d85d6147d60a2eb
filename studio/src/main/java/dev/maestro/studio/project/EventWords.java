package dev.maestro.studio.project;

import java.util.Map;
import java.util.Optional;

/** Events in a few words, for the list of news. */
final class EventWords {

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("plan.created", "Plan written"),
                    Map.entry("plan.activated", "Plan activated"),
                    Map.entry("plan.paused", "Plan paused"),
                    Map.entry("plan.resumed", "Plan resumed"),
                    Map.entry("plan.replanned", "Plan changed"),
                    Map.entry("plan.completed", "Plan completed"),
                    Map.entry("plan.cancelled", "Plan cancelled"),
                    Map.entry("plan.released", "Released to the base branch"),
                    Map.entry("task.created", "Task added"),
                    Map.entry("task.changed", "Task changed"),
                    Map.entry("task.dispatched", "Dispatched"),
                    Map.entry("task.started", "Started"),
                    Map.entry("task.in_review", "Submitted for review"),
                    Map.entry("task.approved", "Approved"),
                    Map.entry("task.rejected", "Rejected"),
                    Map.entry("task.merged", "Merged into the epic"),
                    Map.entry("task.conflicted", "Conflicts with the epic"),
                    Map.entry("task.paused", "Interrupted, work kept"),
                    Map.entry("task.resumed", "Resumed"),
                    Map.entry("task.needs_operator", "Needs a person"),
                    Map.entry("task.done", "Done"),
                    Map.entry("task.cancelled", "Task cancelled"),
                    Map.entry("run.queued", "run queued"),
                    Map.entry("run.dispatched", "run given to"),
                    Map.entry("run.started", "run started by"),
                    Map.entry("run.progress", "run goes on"),
                    Map.entry("run.paused", "run paused by a limit"),
                    Map.entry("run.orphaned", "run taken back"),
                    Map.entry("run.succeeded", "run succeeded"),
                    Map.entry("run.failed", "run failed"),
                    Map.entry("run.cancelled", "run cancelled"),
                    Map.entry("session.online", "Session online"),
                    Map.entry("session.busy", "Session busy"),
                    Map.entry("session.limited", "Session takes nothing for now"),
                    Map.entry("directive.given", "An operator steers"),
                    Map.entry("directive.delivered", "An agent hears of it"),
                    Map.entry("directive.cleared", "A directive cleared"),
                    Map.entry("question.asked", "An agent waits for an answer"),
                    Map.entry("question.answered", "An agent was answered"),
                    Map.entry("session.idle", "Session idle"),
                    Map.entry("session.offline", "Session offline"),
                    Map.entry("comment.added", "Comment"));

    private EventWords() {}

    /** An event that has no words yet is told by its type. */
    static String of(
            String type, Optional<String> purpose, Optional<String> session, String subject) {
        String words = WORDS.getOrDefault(type, type);
        if (type.startsWith("run.")) {
            String kind = purpose.map(EventWords::capital).orElse("A");
            String who =
                    words.endsWith("to") || words.endsWith("by") ? session.orElse("a session") : "";
            return join(kind + " " + join(words, " ", who), ": ", subject);
        }
        return join(words, ": ", subject);
    }

    private static String join(String left, String between, String right) {
        return right.isEmpty() ? left : left + between + right;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
