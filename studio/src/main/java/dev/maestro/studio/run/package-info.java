/**
 * One attempt at one purpose: lifecycle, lease, fence, proof, output and usage. The verbs of the
 * contract come in here from sessions; each is refused with {@code lease_lost} unless the caller
 * holds the run with its current fence. Rooms above queue runs and look at how they ended.
 */
@NullMarked
package dev.maestro.studio.run;

import org.jspecify.annotations.NullMarked;
