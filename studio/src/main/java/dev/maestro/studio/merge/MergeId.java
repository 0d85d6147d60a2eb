package dev.maestro.studio.merge;

import dev.maestro.studio.platform.Id;
import java.util.UUID;

/** Names one merge. */
public record MergeId(UUID value) implements Id {

    public static MergeId random() {
        return new MergeId(UUID.randomUUID());
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when the text is no UUID
     */
    public static MergeId parse(String text) {
        return new MergeId(Id.parse("merge", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
