package dev.maestro.protocol.work;

/** The names of the methods on the wire. */
public final class MethodName {

    public static final String SESSION_HELLO = "session.hello";
    public static final String SESSION_HEARTBEAT = "session.heartbeat";
    public static final String SESSION_SYNC = "session.sync";
    public static final String SESSION_GOODBYE = "session.goodbye";
    public static final String RUN_ACCEPT = "run.accept";
    public static final String RUN_REFUSE = "run.refuse";
    public static final String RUN_START = "run.start";
    public static final String RUN_PROGRESS = "run.progress";
    public static final String RUN_USAGE = "run.usage";
    public static final String RUN_PAUSE = "run.pause";
    public static final String RUN_COMPLETE = "run.complete";
    public static final String RUN_FAIL = "run.fail";
    public static final String RUN_SUBTASK = "run.subtask";
    public static final String RUN_QUESTION = "run.question";
    public static final String RUN_ANSWERED = "run.answered";
    public static final String RUN_STEERED = "run.steered";

    public static final String PLAN_PROPOSE = "plan.propose";
    public static final String TEAM_REPORT = "team.report";
    public static final String KNOWLEDGE_SEARCH = "knowledge.search";

    public static final String RUN_DISPATCH = "run.dispatch";
    public static final String RUN_CANCEL = "run.cancel";
    public static final String RUN_STEER = "run.steer";
    public static final String RUN_ANSWER = "run.answer";
    public static final String SESSION_DRAIN = "session.drain";
    public static final String SESSION_REPLACED = "session.replaced";
    public static final String EVENT = "event";

    /** The Pusher event that carries a message from Studio to a client. */
    public static final String DOWN = "rpc";

    /** The Pusher client event that carries a message from a client to Studio. */
    public static final String UP = "client-rpc";

    /** The Pusher event that carries a piece of a run's output on the run's channel. */
    public static final String OUTPUT = "output";

    private MethodName() {}
}
