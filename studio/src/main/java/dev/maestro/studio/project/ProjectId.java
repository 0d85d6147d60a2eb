package dev.maestro.studio.project;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one project. */
public record ProjectId(UUID value) implements Id {

    public static ProjectId random() {
        return new ProjectId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static ProjectId parse(String text) {
        return new ProjectId(Id.parse("project", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
