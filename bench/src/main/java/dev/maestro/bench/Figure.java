package dev.maestro.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
     * @param numbers the same for programs, by name
     */
    record Row(String what, String measured, String target, Map<String, Double> numbers) {

        Row(String what, String measured, String target) {
            this(what, measured, target, Map.of());
        }
    }
}
