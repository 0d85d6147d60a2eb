package dev.maestro.studio.task;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements that move a task to another state; whether it may go there is not asked here. */
final class TaskStateStore {

    private TaskStateStore() {}

    /** A step that changes nothing but the state. */
    static Task state(Transaction tx, TaskId id, TaskState state) {
        return one(
                tx,
                id,
                """
                update task
                   set state = :state, changed_at = :now,
                       started_at = case when :state = 'IN_PROGRESS' then coalesce(started_at, :now) else started_at end
                 where id = :id
                returning *
                """,
                state);
    }

    static Task submitted(Transaction tx, TaskId id, String commit, SessionId author) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = 'IN_REVIEW', changed_at = :now, head_commit = :commit, author_session = :author,
                               started_at = coalesce(started_at, :now),
                               conflict_paths = '{}', conflict_commit = null, not_before = null,
                               same_failures = 0, last_failure = null
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("commit", commit)
                .bind("author", author)
                .mapTo(Task.class)
                .one();
    }

    static Task approved(Transaction tx, TaskId id, String patch) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = 'APPROVED', changed_at = :now, approved_patch = :patch, findings = '{}'
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("patch", patch)
                .mapTo(Task.class)
                .one();
    }

    static Task rejected(
            Transaction tx,
            TaskId id,
            TaskState state,
            List<String> findings,
            Optional<String> waitsFor) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = :state, changed_at = :now, rejections = rejections + 1, findings = :findings,
                               waits_for = :waitsFor
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("state", state)
                .bindArray("findings", String.class, findings)
                .bind("waitsFor", waitsFor)
                .mapTo(Task.class)
                .one();
    }

    static Task merged(Transaction tx, TaskId id) {
        return one(
                tx,
                id,
                """
                update task set state = :state, changed_at = :now, done_at = :now where id = :id returning *
                """,
                TaskState.DONE);
    }

    static Task conflicted(Transaction tx, TaskId id, String epicCommit, List<String> paths) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = 'DISPATCHED', changed_at = :now,
                               conflict_commit = :commit, conflict_paths = :paths
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("commit", epicCommit)
                .bindArray("paths", String.class, paths)
                .mapTo(Task.class)
                .one();
    }

    static Task gateFailed(Transaction tx, TaskId id, String finding) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = 'DISPATCHED', changed_at = :now, findings = array[:finding]
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("finding", finding)
                .mapTo(Task.class)
                .one();
    }

    static Task reopened(Transaction tx, TaskId id, String commit) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = 'IN_REVIEW', changed_at = :now, head_commit = :commit
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("commit", commit)
                .mapTo(Task.class)
                .one();
    }

    static Task failed(
            Transaction tx,
            TaskId id,
            TaskState state,
            FailureReason reason,
            Optional<Instant> notBefore,
            Optional<String> waitsFor) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = :state, changed_at = :now, failures = failures + 1,
                               same_failures = case when last_failure = :reason then same_failures + 1 else 1 end,
                               last_failure = :reason, not_before = :notBefore, waits_for = :waitsFor
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("state", state)
                .bind("reason", reason)
                .bind("notBefore", notBefore)
                .bind("waitsFor", waitsFor)
                .mapTo(Task.class)
                .one();
    }

    static Task needsOperator(Transaction tx, TaskId id, String waitsFor) {
        return tx.sql()
                .createQuery(
                        """
                        update task set state = 'NEEDS_OPERATOR', changed_at = :now, waits_for = :waitsFor
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("waitsFor", waitsFor)
                .mapTo(Task.class)
                .one();
    }

    /** A person says "again": everything that was counted starts anew. */
    static Task again(Transaction tx, TaskId id, boolean forgetAuthor) {
        return tx.sql()
                .createQuery(
                        """
                        update task
                           set state = 'DRAFT', changed_at = :now, waits_for = null, not_before = null,
                               rejections = 0, failures = 0, same_failures = 0, last_failure = null,
                               author_session = case when :forget then null else author_session end
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("forget", forgetAuthor)
                .mapTo(Task.class)
                .one();
    }

    static Task cancelled(Transaction tx, TaskId id) {
        return one(
                tx,
                id,
                """
                update task set state = :state, changed_at = :now, waits_for = null where id = :id returning *
                """,
                TaskState.CANCELLED);
    }

    private static Task one(Transaction tx, TaskId id, String statement, TaskState state) {
        return tx.sql()
                .createQuery(statement)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("state", state)
                .mapTo(Task.class)
                .one();
    }
}
