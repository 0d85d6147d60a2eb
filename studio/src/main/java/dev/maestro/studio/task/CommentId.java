package dev.maestro.studio.task;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one comment on a task. */
public record CommentId(UUID value) implements Id {

    public static CommentId random() {
        return new CommentId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static CommentId parse(String text) {
        return new CommentId(Id.parse("comment", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
