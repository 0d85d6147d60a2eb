package dev.maestro.studio.run;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.WorkEvent.QuestionNews;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.workspace.Permission;
import java.util.UUID;

/**
 * What agents ask and wait for, and what people answer. An answer is given once; it is said to the
 * agent, and again when its session comes back. Any thread may use it.
 */
public final class Questions {

    private static final int LONGEST = 10_000;

    private final Database database;
    private final Fleet fleet;
    private final Runs runs;
    private final RunPost post;

    Questions(Database database, Fleet fleet, Runs runs, RunPost post) {
        this.database = database;
        this.fleet = fleet;
        this.runs = runs;
        this.post = post;
    }

    /** Keeps a question that somebody waits for; the same one again changes nothing. */
    void ask(Transaction tx, Run run, UUID id, RunMethod.Question question) {
        String text = Excerpt.head(question.question(), LONGEST);
        if (QuestionStore.insert(tx, id, question, text)) {
            publish(
                    tx,
                    run,
                    new QuestionNews.Asked(
                            id, run.id().value(), RunLog.task(run), text, question.until()));
        }
    }

    /**
     * Answers an agent.
     *
     * @throws Refused {@code not_found}, {@code forbidden}; {@code invalid_params} for an answer
     *     that was not offered; {@code conflict} when somebody has answered, or nobody waits any
     *     more
     */
    public void answer(UserId by, RunId id, UUID question, String answer) {
        runs.require(by, id, Permission.STEER);
        String words = answer.strip();
        database.inTransactionDo(tx -> {
            Run run = runs.run(tx, id);
            QuestionView asked =
                    QuestionStore.lock(tx, id, question)
                            .orElseThrow(() -> Refused.notFound("question", question));
            requireOpen(tx, run, asked);
            requireOffered(asked, words);
            QuestionStore.answer(tx, question, by, words);
            publish(
                    tx,
                    run,
                    new QuestionNews.Answered(question, id.value(), RunLog.task(run), words));
            run.sessionId()
                    .ifPresent(session ->
                            tx.afterCommit(() -> post.answer(session, id, question, words)));
        });
    }

    /** The session's own user answered; what somebody answered here before stays. */
    void answeredThere(SessionId caller, RunMethod.Answered answered) {
        database.inTransactionDo(tx -> {
            Run run = runs.run(tx, new RunId(answered.run()));
            RunLocks.requireHolder(caller, run, answered.fence());
            if (QuestionStore.lock(tx, run.id(), answered.question())
                    .filter(asked -> asked.answer().isEmpty())
                    .isPresent()) {
                QuestionStore.answer(
                        tx,
                        answered.question(),
                        fleet.session(tx, caller).userId(),
                        answered.answer());
                publish(
                        tx,
                        run,
                        new QuestionNews.Answered(
                                answered.question(),
                                answered.run(),
                                RunLog.task(run),
                                answered.answer()));
            }
        });
    }

    /** Says again what a session that lost its connection may not have heard. */
    void sayAgain(SessionId session) {
        for (QuestionStore.Answered each :
                database.reading(tx -> QuestionStore.answered(tx, session))) {
            post.answer(session, each.run(), each.question(), each.answer());
        }
    }

    private static void requireOpen(Transaction tx, Run run, QuestionView asked) {
        if (asked.answer().isPresent()) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "%s has answered \"%s\" already"
                            .formatted(
                                    asked.answeredBy().orElse("somebody"), asked.answer().get()));
        }
        if (run.state().terminal() || !asked.open(tx.now())) {
            throw new Refused(
                    RefusalCode.CONFLICT, "the agent of run %s waits no more".formatted(run.id()));
        }
    }

    private static void requireOffered(QuestionView asked, String answer) {
        boolean fits =
                asked.answers().isEmpty()
                        ? !answer.isEmpty() && answer.length() <= LONGEST
                        : asked.answers().contains(answer);
        if (!fits) {
            throw Refused.invalid(
                    "answer",
                    asked.answers().isEmpty()
                            ? "an answer has 1 to 10,000 characters"
                            : "\"%s\" is no answer to this: %s"
                                    .formatted(answer, String.join(" or ", asked.answers())));
        }
    }

    private static void publish(Transaction tx, Run run, QuestionNews news) {
        tx.publish(
                ProjectEvent.of(run.projectId().value(), news.type(), news)
                        .plan(run.planId().value())
                        .run(run.id().value()));
    }
}
