package dev.maestro.client.provider;

import java.time.Duration;

/**
 * How long an agent may take.
 *
 * @param model without a word while the model is to answer
 * @param tool without a word while a tool runs, which may be a long build
 * @param total from start to end
 * @param permission for a person to answer a request for permission
 */
public record Patience(Duration model, Duration tool, Duration total, Duration permission) {

    public static final Patience USUAL =
            new Patience(
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(4),
                    Duration.ofMinutes(30));
}
