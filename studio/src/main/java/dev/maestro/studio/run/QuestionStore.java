package dev.maestro.studio.run;

import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements about what agents ask and wait for. */
final class QuestionStore {

    private static final String COLUMNS =
            """
            select q.id, q.text, q.answers, q.asked_at, q.until, q.answer, u.name as answered_by,
                   q.answered_at
              from question q
              left join app_user u on u.id = q.answered_by
            """;

    /** An answer that the agent may not have heard. */
    record Answered(RunId run, UUID question, String answer) {}

    private QuestionStore() {}

    /** False when it was asked before. */
    static boolean insert(Transaction tx, UUID id, RunMethod.Question question, String text) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into question (id, run_id, text, answers, asked_at, until)
                                values (:id, :run, :text, :answers, :now, :until)
                                on conflict (id) do nothing
                                """)
                        .bind("id", id)
                        .bind("run", question.run())
                        .bind("text", text)
                        .bindArray("answers", String.class, question.answers())
                        .bind("now", tx.now())
                        .bind("until", question.until())
                        .execute()
                > 0;
    }

    /** The newest first. */
    static List<QuestionView> ofRun(Transaction tx, UUID run) {
        return tx.sql()
                .createQuery(COLUMNS + " where q.run_id = :run order by q.asked_at desc")
                .bind("run", run)
                .mapTo(QuestionView.class)
                .list();
    }

    static Optional<QuestionView> lock(Transaction tx, RunId run, UUID id) {
        return tx.sql()
                .createQuery(COLUMNS + " where q.run_id = :run and q.id = :id for update of q")
                .bind("run", run)
                .bind("id", id)
                .mapTo(QuestionView.class)
                .findOne();
    }

    static void answer(Transaction tx, UUID id, UserId by, String answer) {
        tx.sql()
                .createUpdate(
                        """
                        update question set answer = :answer, answered_by = :by, answered_at = :now
                         where id = :id
                        """)
                .bind("id", id)
                .bind("by", by)
                .bind("answer", answer)
                .bind("now", tx.now())
                .execute();
    }

    /** Of the runs that the session holds. */
    static List<Answered> answered(Transaction tx, SessionId session) {
        return tx.sql()
                .createQuery(
                        """
                        select r.id as run, q.id as question, q.answer
                          from question q
                          join run r on r.id = q.run_id
                         where r.session_id = :session and r.state in ('DISPATCHED', 'RUNNING')
                           and q.answer is not null and q.asked_at >= r.dispatched_at
                         order by q.answered_at
                        """)
                .bind("session", session)
                .mapTo(Answered.class)
                .list();
    }
}
