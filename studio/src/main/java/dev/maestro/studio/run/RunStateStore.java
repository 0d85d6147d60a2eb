package dev.maestro.studio.run;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.Optional;

/** The statements that move a run to another state; whether it may go there is not asked here. */
final class RunStateStore {

    private RunStateStore() {}

    static Run dispatch(Transaction tx, RunId id, SessionId session, Instant lease, Reasons why) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'DISPATCHED', fence = fence + 1, session_id = :session, last_session = :session,
                               accepted = false, lease_until = :lease, dispatched_at = :now, why_this = cast(:why as jsonb),
                               progress = null
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("session", session)
                .bind("lease", lease)
                .bind("now", tx.now())
                .bind("why", why)
                .mapTo(Run.class)
                .one();
    }

    static Run start(
            Transaction tx, RunId id, Instant lease, String provider, Optional<String> model) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'RUNNING', accepted = true, lease_until = :lease, started_at = :now,
                               provider = :provider, model = coalesce(:model, model)
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("lease", lease)
                .bind("now", tx.now())
                .bind("provider", provider)
                .bind("model", model)
                .mapTo(Run.class)
                .one();
    }

    static Run pause(Transaction tx, RunId id, Instant resumeAt, FailureReason why, String detail) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'PAUSED', session_id = null, lease_until = null, accepted = false,
                               resume_at = :resumeAt, pauses = pauses + 1, failure = :why, failure_detail = :detail
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("resumeAt", resumeAt)
                .bind("why", why)
                .bind("detail", detail)
                .mapTo(Run.class)
                .one();
    }

    static Run requeue(Transaction tx, RunId id, boolean orphaned, Optional<SessionId> avoid) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'QUEUED', session_id = null, lease_until = null, accepted = false, resume_at = null,
                               attempt = attempt + 1, orphaned = orphaned + :orphaned, avoid_session = :avoid,
                               failure = null, failure_detail = null
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("orphaned", orphaned ? 1 : 0)
                .bind("avoid", avoid)
                .mapTo(Run.class)
                .one();
    }

    static Run succeeded(Transaction tx, RunId id, TerminalReport report, Optional<String> commit) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'SUCCEEDED', session_id = null, lease_until = null, ended_at = :now,
                               report = cast(:report as jsonb), commit_id = coalesce(:commit, commit_id)
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("report", report)
                .bind("commit", commit)
                .mapTo(Run.class)
                .one();
    }

    static Run failed(
            Transaction tx,
            RunId id,
            FailureReason reason,
            String detail,
            Optional<String> log,
            Optional<TerminalReport> report) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'FAILED', session_id = null, lease_until = null, ended_at = :now,
                               failure = :reason, failure_detail = :detail, failure_log = :log,
                               report = cast(:report as jsonb)
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("reason", reason)
                .bind("detail", detail)
                .bind("log", log)
                .bind("report", report)
                .mapTo(Run.class)
                .one();
    }

    static Run cancelled(Transaction tx, RunId id, FailureReason reason) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'CANCELLED', session_id = null, lease_until = null, resume_at = null,
                               ended_at = :now, failure = :reason
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("reason", reason)
                .mapTo(Run.class)
                .one();
    }
}
