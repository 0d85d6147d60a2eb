package dev.maestro.studio.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.maestro.protocol.Refused;
import java.util.UUID;

/**
 * An identifier with a type: a public record with one {@code UUID value}. The database layer binds
 * and maps records of one component as their component, and JSON shows it as the UUID.
 */
public interface Id {

    @JsonValue
    UUID value();

    /**
     * The id a caller wrote.
     *
     * @throws Refused {@code invalid_params} when it is no UUID
     */
    static UUID parse(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid(
                    what, "\"%s\" is no %s id: a UUID is expected".formatted(text, what));
        }
    }
}
