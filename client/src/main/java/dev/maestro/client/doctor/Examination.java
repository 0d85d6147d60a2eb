package dev.maestro.client.doctor;

import java.util.List;

/** Looks at one thing that can be wrong. May take seconds; may throw, which is a finding too. */
interface Examination {

    /** What it looks at, in a word or two. */
    String subject();

    List<Finding> examine();
}
