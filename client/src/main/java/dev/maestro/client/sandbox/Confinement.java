package dev.maestro.client.sandbox;

import dev.maestro.client.platform.ProcessSpec;

/** Puts the processes of one run behind a fence. Any thread may use it. */
public interface Confinement {

    /** The same program, behind the fence. */
    ProcessSpec confine(ProcessSpec spec, Needs needs);

    /** No fence, because a person said so for this project. */
    static Confinement off() {
        return (spec, _) -> spec;
    }
}
