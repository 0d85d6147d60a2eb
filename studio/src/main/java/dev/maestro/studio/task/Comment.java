package dev.maestro.studio.task;

import java.time.Instant;

/**
 * Something said about a task.
 *
 * @param author a person's or session's name, or {@code maestro}
 */
public record Comment(
        CommentId id, TaskId taskId, String author, Kind kind, String body, Instant createdAt) {

    public enum Kind {
        COMMENT,
        /** An agent asks the operator. */
        QUESTION,
        /** A reviewer's finding. */
        FINDING,
        /** Written by Studio itself. */
        SYSTEM
    }
}
