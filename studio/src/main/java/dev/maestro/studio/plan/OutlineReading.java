package dev.maestro.studio.plan;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Map;

/** What reading an outline came to. */
public sealed interface OutlineReading {

    record Read(Outline outline) implements OutlineReading {}

    /** Every mistake at once, in the order of the text. */
    record Mistaken(List<OutlineError> errors) implements OutlineReading {
        public Mistaken {
            errors = List.copyOf(errors);
        }
    }

    /**
     * The outline.
     *
     * @throws Refused {@code invalid_params} with {@code errors}: line, column and message of each
     */
    default Outline orRefuse() {
        return switch (this) {
            case Read(Outline outline) -> outline;
            case Mistaken(List<OutlineError> errors) ->
                    throw new Refused(
                            RefusalCode.INVALID_PARAMS,
                            "the outline has %d %s; the first is in line %d: %s"
                                    .formatted(
                                            errors.size(),
                                            errors.size() == 1 ? "mistake" : "mistakes",
                                            errors.getFirst().line(),
                                            errors.getFirst().message()),
                            Map.of("errors", errors));
        };
    }
}
