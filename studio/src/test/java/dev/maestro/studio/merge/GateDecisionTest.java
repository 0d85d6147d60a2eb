package dev.maestro.studio.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.run.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateDecisionTest {

    @Test
    void startsARunWhenThereIsNone() {
        assertThat(GateDecision.of(List.of())).isEqualTo(new GateDecision.Start());
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "DISPATCHED", "RUNNING", "PAUSED", "ORPHANED"})
    void waitsForARunThatLives(RunState state) {
        assertThat(GateDecision.of(List.of(run(state, 0)))).isEqualTo(new GateDecision.Await());
    }

    @Test
    void opensAtExitCodeZeroOnly() {
        assertThat(GateDecision.of(List.of(run(RunState.SUCCEEDED, 0))))
                .isEqualTo(new GateDecision.Pass());
        assertThat(GateDecision.of(List.of(run(RunState.SUCCEEDED, 2))))
                .isEqualTo(new GateDecision.Fail(2, "log"));
    }

    @Test
    void triesAgainAfterAFailureWithoutAResultButNotForEver() {
        GateRun crashed = failed(FailureReason.PROVIDER_CRASHED);

        assertThat(GateDecision.of(List.of(crashed, crashed))).isEqualTo(new GateDecision.Start());
        assertThat(GateDecision.of(List.of(crashed, crashed, crashed)))
                .isInstanceOf(GateDecision.GiveUp.class);
    }

    @Test
    void asksAPersonAtOnceWhenTheCheckHung() {
        assertThat(GateDecision.of(List.of(failed(FailureReason.CHECK_TIMED_OUT))))
                .isEqualTo(
                        new GateDecision.GiveUp(
                                "the check of the merge has no result: "
                                        + FailureReason.CHECK_TIMED_OUT.sentence(),
                                "log"));
    }

    @Test
    void startsAnewWhatAPauseTookBackButNotWhatAPersonCancelled() {
        GateRun paused = new GateRun(RunState.CANCELLED, -1, FailureReason.PLAN_PAUSED, "");
        GateRun cancelled =
                new GateRun(RunState.CANCELLED, -1, FailureReason.CANCELLED_BY_OPERATOR, "");

        assertThat(GateDecision.of(List.of(paused))).isEqualTo(new GateDecision.Start());
        assertThat(GateDecision.of(List.of(cancelled))).isInstanceOf(GateDecision.GiveUp.class);
    }

    private static GateRun run(RunState state, int exitCode) {
        return new GateRun(state, exitCode, FailureReason.INTERNAL, "log");
    }

    private static GateRun failed(FailureReason why) {
        return new GateRun(RunState.FAILED, -1, why, "log");
    }
}
