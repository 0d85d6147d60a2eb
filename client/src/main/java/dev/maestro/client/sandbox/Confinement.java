package dev.maestro.client.sandbox;

import dev.maestro.client.platform.ProcessSpec;
import java.nio.file.Path;
import java.util.List;

/** Puts the processes of one run behind a fence. Any thread may use it. */
public interface Confinement {

    /** The same program, behind the fence. */
    ProcessSpec confine(ProcessSpec spec, Needs needs);

    /** Whether there is a fence at all; some agents allow themselves more behind one. */
    default boolean confines() {
        return true;
    }

    /** The same fence, through which these files and directories are seen, too. */
    default Confinement showing(List<Path> readable) {
        Confinement fence = this;
        return new Confinement() {
            @Override
            public ProcessSpec confine(ProcessSpec spec, Needs needs) {
                return fence.confine(spec, needs.reading(readable));
            }

            @Override
            public boolean confines() {
                return fence.confines();
            }
        };
    }

    /** No fence, because a person said so for this project. */
    static Confinement off() {
        return new Confinement() {
            @Override
            public ProcessSpec confine(ProcessSpec spec, Needs needs) {
                return spec;
            }

            @Override
            public boolean confines() {
                return false;
            }
        };
    }
}
