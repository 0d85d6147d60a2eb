/**
 * Facts about the git room, each shown on real repositories in a temporary directory with the
 * installed git. {@link dev.maestro.git.Workshop} builds the repositories; nothing leaves this
 * machine.
 */
@NullMarked
package dev.maestro.git;

import org.jspecify.annotations.NullMarked;
