package dev.maestro.bench;

import java.nio.file.Path;
import java.util.List;

/** Something that is measured. */
interface Figure {

    /** As it is called on the command line. */
    String name();

    /**
     * @param directory empty; a figure's own
     */
    List<Row> measure(Path directory);

    /**
     * One line of the table.
     *
     * @param target what it should be; empty for a baseline
     */
    record Row(String what, String measured, String target) {}
}
