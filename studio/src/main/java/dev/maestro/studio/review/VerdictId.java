package dev.maestro.studio.review;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one verdict. */
public record VerdictId(UUID value) implements Id {

    public static VerdictId random() {
        return new VerdictId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
