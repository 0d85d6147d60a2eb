package dev.maestro.studio.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an agent asked and waits for, as members see it.
 *
 * @param answers what may be answered; empty when any text may be
 * @param until when the agent stops waiting
 */
public record QuestionView(
        UUID id,
        String text,
        List<String> answers,
        Instant askedAt,
        Optional<Instant> until,
        Optional<String> answer,
        Optional<String> answeredBy,
        Optional<Instant> answeredAt) {

    /** Whether an answer would still be heard. */
    public boolean open(Instant now) {
        return answer.isEmpty() && until.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
