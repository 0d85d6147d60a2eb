package dev.maestro.studio.plan;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one phase of a plan. */
public record PhaseId(UUID value) implements Id {

    public static PhaseId random() {
        return new PhaseId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static PhaseId parse(String text) {
        return new PhaseId(Id.parse("phase", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
