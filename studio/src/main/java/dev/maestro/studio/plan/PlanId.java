package dev.maestro.studio.plan;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one plan. */
public record PlanId(UUID value) implements Id {

    public static PlanId random() {
        return new PlanId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static PlanId parse(String text) {
        return new PlanId(Id.parse("plan", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
