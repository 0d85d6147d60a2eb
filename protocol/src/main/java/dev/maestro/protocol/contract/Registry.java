package dev.maestro.protocol.contract;

import static dev.maestro.protocol.RefusalCode.*;
import static dev.maestro.protocol.contract.Direction.*;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.contract.Failure.Retry;
import dev.maestro.protocol.work.KnowledgeMethod;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.OutputPiece;
import dev.maestro.protocol.work.PlanMethod;
import dev.maestro.protocol.work.Presence;
import dev.maestro.protocol.work.Receipt;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.StudioMethod;
import dev.maestro.protocol.work.TeamMethod;
import dev.maestro.protocol.work.WorkEvent;
import dev.maestro.protocol.work.WorkEvent.CommentNews;
import dev.maestro.protocol.work.WorkEvent.ContextFileNews;
import dev.maestro.protocol.work.WorkEvent.DirectiveNews;
import dev.maestro.protocol.work.WorkEvent.KnowledgeNews;
import dev.maestro.protocol.work.WorkEvent.PlanNews;
import dev.maestro.protocol.work.WorkEvent.QuestionNews;
import dev.maestro.protocol.work.WorkEvent.ReportNews;
import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.protocol.work.WorkEvent.SessionNews;
import dev.maestro.protocol.work.WorkEvent.TaskNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lists. Channels are {@link ChannelKind} and features {@link Feature}. */
public final class Registry {

    /** The versions of the contract that are spoken here, the newest first. */
    public static final List<Integer> VERSIONS = List.of(SessionMethod.Hello.PROTOCOL);

    /** What every call may be answered with. */
    public static final List<RefusalCode> ANY_CALL =
            List.of(
                    PARSE_ERROR,
                    INVALID_REQUEST,
                    METHOD_NOT_FOUND,
                    INVALID_PARAMS,
                    FORBIDDEN,
                    NOT_FOUND,
                    TOO_LARGE,
                    INTERNAL);

    public static final List<Method> METHODS =
            List.of(
                    up(
                            MethodName.SESSION_HELLO,
                            SessionMethod.Hello.class,
                            SessionMethod.HelloAnswer.class,
                            Feature.SESSIONS,
                            "The first word after every subscription: which version, which events"
                                    + " were seen, which runs are held.",
                            UNSUPPORTED_VERSION,
                            INVALID_TRANSITION),
                    up(
                            MethodName.SESSION_HEARTBEAT,
                            SessionMethod.Heartbeat.class,
                            SessionMethod.HeartbeatAnswer.class,
                            Feature.SESSIONS,
                            "A sign of life that renews the leases it names.",
                            INVALID_TRANSITION),
                    up(
                            MethodName.SESSION_SYNC,
                            SessionMethod.Sync.class,
                            SessionMethod.SyncAnswer.class,
                            Feature.SESSIONS,
                            "The project's events after a number, up to 1,000."),
                    up(
                            MethodName.SESSION_GOODBYE,
                            SessionMethod.Goodbye.class,
                            Receipt.class,
                            Feature.SESSIONS,
                            "The session ends; its runs go back to the queue."),
                    run(
                            MethodName.RUN_ACCEPT,
                            RunMethod.Accept.class,
                            "Takes a dispatched run, within ten seconds."),
                    run(
                            MethodName.RUN_REFUSE,
                            RunMethod.Refuse.class,
                            "Gives a dispatched run back, with a reason."),
                    run(
                            MethodName.RUN_START,
                            RunMethod.Start.class,
                            "The provider's process runs.",
                            INVALID_TRANSITION),
                    run(
                            MethodName.RUN_PROGRESS,
                            RunMethod.Progress.class,
                            "A sentence for the page."),
                    run(
                            MethodName.RUN_USAGE,
                            RunMethod.UsageReport.class,
                            "What the run has used so far."),
                    run(
                            MethodName.RUN_PAUSE,
                            RunMethod.Pause.class,
                            "A limit was reached: the run goes on at the time it names.",
                            INVALID_TRANSITION),
                    run(
                            MethodName.RUN_COMPLETE,
                            RunMethod.Complete.class,
                            "The run is done, with the proof that its purpose asks for.",
                            INVALID_TRANSITION,
                            CONFLICT,
                            PROOF_MISSING,
                            CAPACITY),
                    run(
                            MethodName.RUN_FAIL,
                            RunMethod.Fail.class,
                            "The run has failed, with a reason.",
                            INVALID_TRANSITION,
                            CONFLICT),
                    run(
                            MethodName.RUN_SUBTASK,
                            RunMethod.Subtask.class,
                            "The agent asks for a further task in the plan."),
                    run(
                            MethodName.RUN_QUESTION,
                            RunMethod.Question.class,
                            "The agent asks the operator; with an id it waits for run.answer."),
                    run(
                            MethodName.RUN_ANSWERED,
                            RunMethod.Answered.class,
                            "A person at the machine answered the agent."),
                    run(
                            MethodName.RUN_STEERED,
                            RunMethod.Steered.class,
                            "When the agent hears of a directive."),
                    up(
                            MethodName.PLAN_PROPOSE,
                            PlanMethod.Propose.class,
                            Receipt.class,
                            Feature.PLANNING,
                            "A plan, or a change to one, as a proposal.",
                            LEASE_LOST),
                    up(
                            MethodName.TEAM_REPORT,
                            TeamMethod.Report.class,
                            Receipt.class,
                            Feature.TEAMS,
                            "A sentence for the team."),
                    up(
                            MethodName.KNOWLEDGE_SEARCH,
                            KnowledgeMethod.Search.class,
                            KnowledgeMethod.SearchAnswer.class,
                            Feature.KNOWLEDGE,
                            "Artifacts of the project that fit a question."),
                    down(
                            MethodName.RUN_DISPATCH,
                            StudioMethod.Dispatch.class,
                            Feature.RUNS,
                            "A run for the session; answered by run.accept or run.refuse."),
                    down(
                            MethodName.RUN_CANCEL,
                            StudioMethod.Cancel.class,
                            Feature.RUNS,
                            "Stop the run and keep its work."),
                    down(
                            MethodName.RUN_STEER,
                            StudioMethod.Steer.class,
                            Feature.DIRECTIVES,
                            "A sentence of an operator for the agent."),
                    down(
                            MethodName.RUN_ANSWER,
                            StudioMethod.Answer.class,
                            Feature.RUNS,
                            "What a person answers to run.question."),
                    down(
                            MethodName.SESSION_DRAIN,
                            StudioMethod.Drain.class,
                            Feature.SESSIONS,
                            "Finish what runs, take nothing new, then say goodbye."),
                    down(
                            MethodName.SESSION_REPLACED,
                            StudioMethod.Replaced.class,
                            Feature.SESSIONS,
                            "Another connection speaks for the session now."));

    public static final List<Event> EVENTS =
            List.of(
                    plan(PlanNews.Created.class, "A plan was written."),
                    plan(PlanNews.Activated.class, "It has its epic branch, and its tasks run."),
                    plan(PlanNews.Paused.class, "Nothing of it starts any more."),
                    plan(PlanNews.Resumed.class, "It goes on."),
                    plan(PlanNews.Replanned.class, "Its tasks were changed."),
                    plan(PlanNews.Completed.class, "All its tasks have ended and it is released."),
                    plan(PlanNews.Cancelled.class, "It was given up."),
                    plan(PlanNews.Released.class, "The base branch holds it."),
                    task(TaskNews.Created.class, "A task was added."),
                    task(TaskNews.Changed.class, "Something of it changed."),
                    task(TaskNews.Dispatched.class, "Its run was given to a session."),
                    task(TaskNews.Started.class, "An agent works on it."),
                    task(TaskNews.InReview.class, "A commit of it is to be judged."),
                    task(TaskNews.Approved.class, "A commit of it was approved."),
                    task(TaskNews.Rejected.class, "A commit of it was rejected."),
                    task(TaskNews.Merged.class, "The epic holds it."),
                    task(TaskNews.Conflicted.class, "It conflicts with the epic."),
                    task(TaskNews.Paused.class, "It was interrupted; its work is kept."),
                    task(TaskNews.Resumed.class, "It may go on."),
                    task(TaskNews.NeedsOperator.class, "Only a person can move it."),
                    task(TaskNews.Done.class, "It is done."),
                    task(TaskNews.Cancelled.class, "It was given up."),
                    run(RunNews.Queued.class, "It waits for a session."),
                    run(RunNews.Dispatched.class, "It was given to a session."),
                    run(RunNews.Started.class, "Its provider works."),
                    run(RunNews.Progress.class, "What it is at, in a sentence."),
                    run(RunNews.Paused.class, "A limit holds it up until a time."),
                    run(RunNews.Orphaned.class, "It was taken back and waits again."),
                    run(RunNews.Succeeded.class, "It has ended well."),
                    run(RunNews.Failed.class, "It has ended badly, with a reason."),
                    run(RunNews.Cancelled.class, "It was taken back for good."),
                    session(SessionNews.Online.class, "It is here."),
                    session(SessionNews.Busy.class, "It holds a run, and held none before."),
                    session(SessionNews.Limited.class, "It takes nothing for some time."),
                    session(SessionNews.Idle.class, "It holds no run any more."),
                    session(SessionNews.Offline.class, "It has gone."),
                    event(CommentNews.Added.class, Feature.TASKS, "Something was said on a task."),
                    event(
                            DirectiveNews.Given.class,
                            Feature.DIRECTIVES,
                            "An operator steers with a sentence."),
                    event(
                            DirectiveNews.Delivered.class,
                            Feature.DIRECTIVES,
                            "An agent was told of it, or will be."),
                    event(
                            DirectiveNews.Cleared.class,
                            Feature.DIRECTIVES,
                            "A steering sentence stands no more."),
                    event(QuestionNews.Asked.class, Feature.RUNS, "An agent waits for a person."),
                    event(QuestionNews.Answered.class, Feature.RUNS, "A person answered it."),
                    event(
                            ContextFileNews.Updated.class,
                            Feature.KNOWLEDGE,
                            "A context file has a new version."),
                    event(
                            KnowledgeNews.Updated.class,
                            Feature.KNOWLEDGE,
                            "Artifacts were read anew."),
                    event(ReportNews.Ready.class, Feature.REPORTS, "A report can be read."));

    /** Records that travel beside methods and numbered events. */
    public static final List<Message> MESSAGES =
            List.of(
                    new Message(
                            MethodName.EVENT,
                            ChannelKind.PROJECT,
                            SessionMethod.EventNotification.class,
                            "The notification that carries an event."),
                    new Message(
                            MethodName.OUTPUT,
                            ChannelKind.RUN,
                            OutputPiece.class,
                            "A piece of a run's output."),
                    new Message(
                            "presence",
                            ChannelKind.PRESENCE_PROJECT,
                            Presence.class,
                            "Who somebody is who is here."));

    public static final List<Failure> FAILURES =
            List.of(
                    failure(PARSE_ERROR, "This is not JSON.", Retry.NO),
                    failure(INVALID_REQUEST, "This is no message of JSON-RPC.", Retry.NO),
                    failure(METHOD_NOT_FOUND, "There is no such method.", Retry.NO),
                    failure(
                            INVALID_PARAMS,
                            "The parameters do not fit; data.field names the one that does not.",
                            Retry.NO),
                    failure(UNAUTHENTICATED, "No token, or an old one.", Retry.AFTER_REFRESH),
                    failure(FORBIDDEN, "The role or the token's channels forbid it.", Retry.NO),
                    failure(NOT_FOUND, "It is not there, or not visible to you.", Retry.NO),
                    failure(
                            LEASE_LOST,
                            "The fence is stale: stop the run and keep its work.",
                            Retry.NO),
                    failure(
                            INVALID_TRANSITION,
                            "The lifecycle has no such step.",
                            Retry.NO,
                            "from",
                            "trigger"),
                    failure(RATE_LIMITED, "Too often.", Retry.LATER, "retry_after_ms"),
                    failure(PLAN_PAUSED, "The plan is not active.", Retry.ON_PLAN_RESUMED),
                    failure(CAPACITY, "A cap is reached.", Retry.LATER, "cap", "limit"),
                    failure(
                            UNSUPPORTED_VERSION,
                            "This version of the contract is not spoken.",
                            Retry.NO,
                            "supported"),
                    failure(TOO_LARGE, "It is longer than the limit.", Retry.NO, "limit"),
                    failure(CONFLICT, "A different answer was already taken.", Retry.NO),
                    failure(
                            PROOF_MISSING,
                            "The completion is not proved.",
                            Retry.AFTER_MENDING,
                            "missing"),
                    failure(BUDGET_EXCEEDED, "The budget is spent.", Retry.OPERATOR),
                    failure(STORAGE_FULL, "There is no room to keep it.", Retry.LATER),
                    failure(
                            NOT_AVAILABLE_YET,
                            "Part of the contract, and this studio cannot do it yet.",
                            Retry.AFTER_UPGRADE,
                            "feature"),
                    failure(INTERNAL, "Our fault; the log knows it.", Retry.LATER, "incident"));

    private Registry() {}

    /** The method of this name that clients call. */
    public static Optional<Method> fromClient(String name) {
        return METHODS.stream()
                .filter(method -> method.direction() == CLIENT_TO_STUDIO)
                .filter(method -> method.name().equals(name))
                .findFirst();
    }

    private static Method up(
            String name,
            Class<? extends Record> params,
            Class<? extends Record> result,
            Feature feature,
            String sentence,
            RefusalCode... errors) {
        return new Method(
                name,
                CLIENT_TO_STUDIO,
                "run_work",
                params,
                result,
                errors(feature, errors),
                feature,
                1,
                sentence);
    }

    private static Method run(
            String name, Class<? extends Record> params, String sentence, RefusalCode... more) {
        RefusalCode[] errors = new RefusalCode[more.length + 1];
        errors[0] = LEASE_LOST;
        System.arraycopy(more, 0, errors, 1, more.length);
        return up(name, params, Receipt.class, Feature.RUNS, sentence, errors);
    }

    private static Method down(
            String name, Class<? extends Record> params, Feature feature, String sentence) {
        return new Method(
                name, STUDIO_TO_CLIENT, "", params, Receipt.class, List.of(), feature, 1, sentence);
    }

    private static List<RefusalCode> errors(Feature feature, RefusalCode... own) {
        List<RefusalCode> all = new ArrayList<>(List.of(own));
        if (!feature.available()) {
            all.add(NOT_AVAILABLE_YET);
        }
        return all;
    }

    private static Event plan(Class<? extends PlanNews> data, String sentence) {
        return event(data, Feature.PLANS, sentence);
    }

    private static Event task(Class<? extends TaskNews> data, String sentence) {
        return event(data, Feature.TASKS, sentence);
    }

    private static Event run(Class<? extends RunNews> data, String sentence) {
        return event(data, Feature.RUNS, sentence);
    }

    private static Event session(Class<? extends SessionNews> data, String sentence) {
        return event(data, Feature.SESSIONS, sentence);
    }

    private static Event event(Class<? extends WorkEvent> data, Feature feature, String sentence) {
        return new Event(WorkEvent.typeOf(data), ChannelKind.PROJECT, data, feature, 1, sentence);
    }

    private static Failure failure(RefusalCode code, String meaning, Retry retry, String... data) {
        return new Failure(code, meaning, retry, List.of(data));
    }
}
