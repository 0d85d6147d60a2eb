package dev.maestro.studio.fleet;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one session. */
public record SessionId(UUID value) implements Id {

    public static SessionId random() {
        return new SessionId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static SessionId parse(String text) {
        return new SessionId(Id.parse("session", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
