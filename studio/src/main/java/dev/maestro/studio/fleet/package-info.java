/**
 * The connected executors: sessions, what they can do, whether they are here, how many seats they
 * have. It knows nothing of runs: the rooms above ask it who is online, and tell what becomes of
 * the runs of a session that is gone.
 */
@NullMarked
package dev.maestro.studio.fleet;

import org.jspecify.annotations.NullMarked;
