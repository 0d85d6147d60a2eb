package dev.maestro.client.work;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.VerdictParser;
import dev.maestro.protocol.work.VerdictReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The agent judges one exact commit; only one clear verdict counts. */
final class Review {

    private final Ground ground;

    Review(Ground ground) {
        this.ground = ground;
    }

    Ending perform(Consumer<String> step) {
        step.accept("working");
        Optional<Ending> early = ground.provider();
        if (early.isPresent()) {
            return early.get();
        }
        return switch (ground.conversation().desk().judged(VerdictParser.read(said()))) {
            case VerdictReading.Found(boolean approved, String reason, List<String> findings) ->
                    ground.complete(
                            Optional.empty(),
                            Optional.of(
                                    new RunMethod.Verdict(
                                            approved, ground.packet().commit(), reason, findings)),
                            Optional.empty());
            case VerdictReading.None() ->
                    Failure.of(
                            ground.packet(),
                            FailureReason.NO_VERDICT,
                            "no line began with VERDICT: APPROVED or VERDICT: REJECTED, and the tool"
                                    + " `verdict` was not called");
            case VerdictReading.Ambiguous(List<String> lines) ->
                    Failure.of(
                            ground.packet(),
                            FailureReason.AMBIGUOUS_VERDICT,
                            "verdict lines: " + String.join(" | ", lines));
        };
    }

    private String said() {
        try {
            byte[] all = Files.readAllBytes(ground.files().words());
            return new String(all, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ground.files().words(), e);
        }
    }
}
