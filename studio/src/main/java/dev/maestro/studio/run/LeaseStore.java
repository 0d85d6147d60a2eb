package dev.maestro.studio.run;

import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The statements about who holds which run, and for how long. */
final class LeaseStore {

    private LeaseStore() {}

    static List<Run> heldBy(Transaction tx, SessionId session) {
        return tx.sql()
                .createQuery(
                        """
                        select * from run
                         where session_id = :session and state in ('DISPATCHED', 'RUNNING')
                         order by id
                        """)
                .bind("session", session)
                .mapTo(Run.class)
                .list();
    }

    static List<SessionId> holders(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(
                        """
                        select session_id from run
                         where project_id = :project and state in ('DISPATCHED', 'RUNNING')
                        """)
                .bind("project", project)
                .mapTo(SessionId.class)
                .list();
    }

    /** Held runs whose lease has run out, or whose session is gone. */
    static List<RunId> abandoned(Transaction tx) {
        return tx.sql()
                .createQuery(
                        """
                        select run.id
                          from run
                          join session on session.id = run.session_id
                         where run.state in ('DISPATCHED', 'RUNNING')
                           and (run.lease_until < :now or session.state in ('LOST', 'OFFLINE'))
                         order by run.lease_until
                        """)
                .bind("now", tx.now())
                .mapTo(RunId.class)
                .list();
    }

    /** How many runs the session holds; its row is locked, so that no seat is given twice. */
    static int seatsTaken(Transaction tx, SessionId session) {
        tx.sql()
                .createQuery("select id from session where id = :id for no key update")
                .bind("id", session)
                .mapTo(SessionId.class)
                .one();
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from run
                         where session_id = :session and state in ('DISPATCHED', 'RUNNING')
                        """)
                .bind("session", session)
                .mapTo(int.class)
                .one();
    }

    static void accept(Transaction tx, RunId id, Instant lease) {
        tx.sql()
                .createUpdate("update run set accepted = true, lease_until = :lease where id = :id")
                .bind("id", id)
                .bind("lease", lease)
                .execute();
    }

    /** The runs named with their current fence, of those this session holds. */
    static List<RunId> renew(
            Transaction tx, SessionId session, List<UUID> runs, List<Long> fences, Instant lease) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set lease_until = :lease
                          from unnest(:runs, :fences) as held(id, fence)
                         where run.id = held.id and run.fence = held.fence
                           and run.session_id = :session and run.state in ('DISPATCHED', 'RUNNING')
                        returning run.id
                        """)
                .bind("session", session)
                .bind("lease", lease)
                .bindArray("runs", UUID.class, runs)
                .bindArray("fences", Long.class, fences)
                .mapTo(RunId.class)
                .list();
    }

    /** No lease runs out before this time: while the studio was down nobody could renew one. */
    static void extendLeases(Transaction tx, Instant until) {
        tx.sql()
                .createUpdate(
                        """
                        update run set lease_until = :until
                         where state in ('DISPATCHED', 'RUNNING') and accepted and lease_until < :until
                        """)
                .bind("until", until)
                .execute();
    }
}
