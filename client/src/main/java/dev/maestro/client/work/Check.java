package dev.maestro.client.work;

import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import java.util.Optional;
import java.util.function.Consumer;

/** The gate: the check command on one exact commit, without an agent. */
final class Check {

    private final Ground ground;

    Check(Ground ground) {
        this.ground = ground;
    }

    Ending perform(Consumer<String> step) {
        step.accept("checking");
        ground.tools()
                .reports()
                .send(
                        new RunMethod.Start(
                                ground.packet().run(),
                                ground.packet().fence(),
                                "check",
                                Optional.empty()));
        return switch (ground.runCheck(ground.packet().check().orElseThrow())) {
            case CheckCommand.Outcome.Stopped() -> ground.abandoned();
            case CheckCommand.Outcome.TimedOut late -> ground.timedOut(late);
            case CheckCommand.Outcome.Ran(CheckResult result) ->
                    ground.complete(Optional.empty(), Optional.empty(), Optional.of(result));
        };
    }
}
