package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one user. */
public record UserId(UUID value) implements Id {

    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static UserId parse(String text) {
        return new UserId(Id.parse("user", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
