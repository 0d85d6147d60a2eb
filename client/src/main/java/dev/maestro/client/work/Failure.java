package dev.maestro.client.work;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.util.Optional;

/** Makes the report of a failure. */
final class Failure {

    private Failure() {}

    static Ending of(Dispatch packet, FailureReason reason, String detail) {
        return of(packet, reason, detail, Optional.empty(), Optional.empty());
    }

    static Ending of(
            Dispatch packet,
            FailureReason reason,
            String detail,
            Optional<String> logTail,
            Optional<CheckResult> check) {
        return new Ending.Settled(
                new RunMethod.Fail(
                        packet.run(),
                        packet.fence(),
                        reason,
                        detail,
                        logTail,
                        check,
                        Optional.empty()));
    }
}
