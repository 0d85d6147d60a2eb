package dev.maestro.studio.task;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one task. */
public record TaskId(UUID value) implements Id {

    public static TaskId random() {
        return new TaskId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static TaskId parse(String text) {
        return new TaskId(Id.parse("task", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
