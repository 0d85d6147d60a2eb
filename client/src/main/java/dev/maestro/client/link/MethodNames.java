package dev.maestro.client.link;

import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.RunMethod;
import java.util.Map;

/** Which record is which method on the wire. */
final class MethodNames {

    /** The terminal ones, by name: what an outbox file may hold. */
    static final Map<String, Class<? extends RunMethod>> TERMINAL =
            Map.of(
                    MethodName.RUN_COMPLETE,
                    RunMethod.Complete.class,
                    MethodName.RUN_FAIL,
                    RunMethod.Fail.class);

    private MethodNames() {}

    static String of(RunMethod message) {
        return switch (message) {
            case RunMethod.Accept _ -> MethodName.RUN_ACCEPT;
            case RunMethod.Refuse _ -> MethodName.RUN_REFUSE;
            case RunMethod.Start _ -> MethodName.RUN_START;
            case RunMethod.Progress _ -> MethodName.RUN_PROGRESS;
            case RunMethod.UsageReport _ -> MethodName.RUN_USAGE;
            case RunMethod.Pause _ -> MethodName.RUN_PAUSE;
            case RunMethod.Complete _ -> MethodName.RUN_COMPLETE;
            case RunMethod.Fail _ -> MethodName.RUN_FAIL;
            case RunMethod.Subtask _ -> MethodName.RUN_SUBTASK;
            case RunMethod.Question _ -> MethodName.RUN_QUESTION;
            case RunMethod.Answered _ -> MethodName.RUN_ANSWERED;
            case RunMethod.Steered _ -> MethodName.RUN_STEERED;
        };
    }

    /** Whether it ends the run: on disk before it is sent. */
    static boolean terminal(RunMethod message) {
        return message instanceof RunMethod.Complete || message instanceof RunMethod.Fail;
    }

    /** Whether a newer one makes it worthless: the first to be dropped when too much waits. */
    static boolean passing(RunMethod message) {
        return message instanceof RunMethod.Progress || message instanceof RunMethod.UsageReport;
    }
}
