package dev.maestro.client.sandbox;

import java.nio.file.Path;

/** One thing that a confined program sees, in the order in which they lie upon each other. */
sealed interface Mount {

    /** Where it is seen; always where it is on the machine. */
    Path at();

    /** A file or directory of the machine, to be read only. */
    record Read(Path at) implements Mount {}

    /** A file or directory of the machine, to be written. */
    record Write(Path at) implements Mount {}

    /** A directory or file of Maestro's own that stands in another's place. */
    record Instead(Path at, Path source, boolean writable) implements Mount {}

    /** An empty directory in memory that ends with the program. */
    record Empty(Path at) implements Mount {}

    /** A file that looks empty. */
    record Hidden(Path at) implements Mount {}

    /** A symbolic link, as the machine has it. */
    record Link(Path at, Path target) implements Mount {}
}
