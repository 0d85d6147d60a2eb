package dev.maestro.studio.task;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.WorkEvent;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.workspace.Permission;
import java.util.List;
import java.util.Map;

/** What is said about tasks. Any thread may use it. */
public final class Comments {

    private static final int LONGEST_COMMENT = 20_000;

    private final Database database;
    private final Tasks tasks;

    Comments(Database database, Tasks tasks) {
        this.database = database;
        this.tasks = tasks;
    }

    /** Oldest first. */
    public List<Comment> of(TaskId task) {
        return database.reading(tx -> CommentStore.ofTask(tx, task));
    }

    /**
     * @throws Refused {@code invalid_params} for an empty text, {@code too_large} for one of more
     *     than 20,000 characters
     */
    public Comment add(UserId by, TaskId id, String body) {
        return database.inTransaction(tx -> {
            tasks.require(tx, by, id, Permission.COMMENT);
            return add(tx, id, CommentStore.userName(tx, by), Comment.Kind.COMMENT, body);
        });
    }

    /** As {@link #add(UserId, TaskId, String)}, for those who are no users. */
    public Comment add(Transaction tx, TaskId id, String author, Comment.Kind kind, String body) {
        if (body.isBlank()) {
            throw Refused.invalid("body", "a comment needs words");
        }
        if (body.length() > LONGEST_COMMENT) {
            throw new Refused(
                    RefusalCode.TOO_LARGE,
                    "a comment has at most %d characters".formatted(LONGEST_COMMENT),
                    Map.of("limit", LONGEST_COMMENT));
        }
        Task task = tasks.task(tx, id);
        Comment comment = new Comment(CommentId.random(), id, author, kind, body.strip(), tx.now());
        CommentStore.insert(tx, comment);
        TaskLog.publish(
                tx,
                task,
                new WorkEvent.CommentNews.Added(id.value(), comment.id().value(), author));
        return comment;
    }
}
