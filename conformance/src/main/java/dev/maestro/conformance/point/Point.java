package dev.maestro.conformance.point;

import dev.maestro.conformance.wire.Desk;

/**
 * One thing that must be true.
 *
 * @param must in words; goes on after "it is true that"
 */
public record Point(String area, String name, Weight weight, String must, Trial trial) {

    /**
     * Looks whether it is so, and returns in a few words what was seen.
     *
     * <p>Throws {@link dev.maestro.conformance.wire.Deviation} when it is not so, {@link
     * dev.maestro.conformance.wire.NotExamined} when that cannot be found out here.
     */
    @FunctionalInterface
    public interface Trial {
        String examine(Desk desk);
    }

    /** {@code area.name}, as it is asked for and reported. */
    public String id() {
        return area + "." + name;
    }
}
