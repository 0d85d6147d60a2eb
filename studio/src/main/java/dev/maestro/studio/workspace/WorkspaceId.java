package dev.maestro.studio.workspace;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one workspace. */
public record WorkspaceId(UUID value) implements Id {

    public static WorkspaceId random() {
        return new WorkspaceId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static WorkspaceId parse(String text) {
        return new WorkspaceId(Id.parse("workspace", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
