/**
 * One attempt at one purpose: lifecycle, lease, fence, proof, output and usage. {@code Runs}
 * answers what is asked and leads to a door for each kind of caller. The verbs of the contract come
 * in by {@code reports}, {@code endings} and {@code requests}; each is refused with {@code
 * lease_lost} unless the caller holds the run with its current fence. Rooms above queue runs, the
 * dispatcher gives them out and takes them back by {@code leases}, operators cancel and steer by
 * {@code orders}.
 */
@NullMarked
package dev.maestro.studio.run;

import org.jspecify.annotations.NullMarked;
