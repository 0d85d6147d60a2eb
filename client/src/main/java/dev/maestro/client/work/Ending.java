package dev.maestro.client.work;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;

/** How an attempt ends, as far as Studio is concerned. */
sealed interface Ending {

    /** With a report that is sent until it is acknowledged. */
    record Settled(RunMethod terminal) implements Ending {}

    /** With a limit: Studio queues the run again. */
    record Paused(RunMethod.Pause pause) implements Ending {}

    /** Studio knows already, or will find out: nothing is reported. */
    record Abandoned(FailureReason why) implements Ending {}
}
