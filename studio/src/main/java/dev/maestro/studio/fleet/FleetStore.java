package dev.maestro.studio.fleet;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.skill.SkillList;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The statements about sessions. */
final class FleetStore {

    private FleetStore() {}

    static Session register(Transaction tx, SessionId id, UserId user, NewSession wanted) {
        return tx.sql()
                .createQuery(
                        """
                        insert into session (id, project_id, user_id, machine, name, kind, provider, purposes, skills,
                                             capacity, state, last_heard, created_at)
                        values (:id, :project, :user, :machine, :name, :kind, :provider, :purposes,
                                cast(:skills as jsonb), :capacity, 'REGISTERED', :now, :now)
                        on conflict (project_id, user_id, machine, name) where state <> 'OFFLINE'
                        do update set kind = excluded.kind, provider = excluded.provider, purposes = excluded.purposes,
                                      skills = excluded.skills, capacity = excluded.capacity
                        returning *
                        """)
                .bind("id", id)
                .bind("project", wanted.project())
                .bind("user", user)
                .bind("machine", wanted.machine())
                .bind("name", wanted.name())
                .bind("kind", wanted.kind())
                .bind("provider", wanted.provider())
                .bindArray(
                        "purposes",
                        String.class,
                        wanted.purposes().stream().map(Purpose::name).sorted().toList())
                .bind("skills", SkillList.of(wanted.skills()))
                .bind("capacity", wanted.capacity())
                .bind("now", tx.now())
                .mapTo(Session.class)
                .one();
    }

    static Optional<Session> find(Transaction tx, SessionId id) {
        return tx.sql()
                .createQuery("select * from session where id = :id")
                .bind("id", id)
                .mapTo(Session.class)
                .findOne();
    }

    static Optional<Session> lock(Transaction tx, SessionId id) {
        return tx.sql()
                .createQuery("select * from session where id = :id for no key update")
                .bind("id", id)
                .mapTo(Session.class)
                .findOne();
    }

    static List<Session> ofProject(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(
                        """
                        select * from session
                         where project_id = :project and state <> 'OFFLINE'
                         order by name, created_at
                        """)
                .bind("project", project)
                .mapTo(Session.class)
                .list();
    }

    static List<SessionId> silent(Transaction tx, Instant since) {
        return tx.sql()
                .createQuery(
                        """
                        select id from session
                         where state in ('REGISTERED', 'ONLINE', 'DRAINING') and last_heard < :since
                        """)
                .bind("since", since)
                .mapTo(SessionId.class)
                .list();
    }

    /** Heard of now. */
    static Session heard(Transaction tx, SessionId id, SessionState state) {
        return tx.sql()
                .createQuery(
                        "update session set state = :state, last_heard = :now where id = :id returning *")
                .bind("id", id)
                .bind("state", state)
                .bind("now", tx.now())
                .mapTo(Session.class)
                .one();
    }

    static void allHeard(Transaction tx) {
        tx.sql()
                .createUpdate(
                        """
                        update session set last_heard = :now
                         where state in ('REGISTERED', 'ONLINE', 'DRAINING')
                        """)
                .bind("now", tx.now())
                .execute();
    }

    /** Those of the sessions that have ended, or never were. */
    static Set<SessionId> ended(Transaction tx, Collection<SessionId> ids) {
        return tx.sql()
                .createQuery(
                        """
                        select id from unnest(:ids) asked(id)
                         where not exists (
                            select from session s where s.id = asked.id and s.state <> 'OFFLINE')
                        """)
                .bindArray("ids", UUID.class, ids.stream().map(SessionId::value).toArray())
                .mapTo(SessionId.class)
                .set();
    }

    /** Whether that is news. */
    static boolean busy(Transaction tx, SessionId id, boolean busy) {
        return tx.sql()
                        .createUpdate(
                                "update session set busy = :busy where id = :id and busy <> :busy")
                        .bind("id", id)
                        .bind("busy", busy)
                        .execute()
                == 1;
    }

    static Session state(Transaction tx, SessionId id, SessionState state) {
        if (state == SessionState.OFFLINE) {
            tx.revokes();
        }
        return tx.sql()
                .createQuery(
                        """
                        update session
                           set state = :state,
                               ended_at = case when :state = 'OFFLINE' then :now::timestamptz else ended_at end
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("state", state)
                .bind("now", tx.now())
                .mapTo(Session.class)
                .one();
    }

    static void rests(Transaction tx, SessionId id, Instant until) {
        tx.sql()
                .createUpdate(
                        """
                        update session set limited_until = greatest(limited_until, :until) where id = :id
                        """)
                .bind("id", id)
                .bind("until", until)
                .execute();
    }

    static void limited(Transaction tx, SessionId id, Instant until) {
        tx.sql()
                .createUpdate("update session set limited_until = :until where id = :id")
                .bind("id", id)
                .bind("until", until)
                .execute();
    }
}
