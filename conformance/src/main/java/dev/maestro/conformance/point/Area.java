package dev.maestro.conformance.point;

import java.util.List;

/** Points that belong together, in the order in which they are examined. */
public abstract class Area {

    private final String name;

    Area(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    public abstract List<Point> points();

    final Point mandatory(String point, String must, Point.Trial trial) {
        return new Point(name, point, Weight.MANDATORY, must, trial);
    }

    final Point optional(String point, String must, Point.Trial trial) {
        return new Point(name, point, Weight.OPTIONAL, must, trial);
    }

    final Point slow(String point, String must, Point.Trial trial) {
        return new Point(name, point, Weight.SLOW, must, trial);
    }
}
