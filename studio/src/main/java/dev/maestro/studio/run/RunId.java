package dev.maestro.studio.run;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one run. */
public record RunId(UUID value) implements Id {

    public static RunId random() {
        return new RunId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static RunId parse(String text) {
        return new RunId(Id.parse("run", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
