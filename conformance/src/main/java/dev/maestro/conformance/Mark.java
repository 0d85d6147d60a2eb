package dev.maestro.conformance;

import dev.maestro.conformance.point.Point;
import dev.maestro.conformance.point.Weight;
import java.time.Duration;

/**
 * One point, examined.
 *
 * @param seen what was seen, or why it was not examined
 */
public record Mark(Point point, Outcome outcome, String seen, Duration took) {

    public boolean mandatory() {
        return point.weight() == Weight.MANDATORY;
    }
}
