/**
 * A run on this machine: take it, prepare a worktree, let the provider work, prove the result,
 * report, clean up. Studio is reached only through {@link dev.maestro.client.work.Reports}; what
 * Studio asks comes in through the workshop's methods.
 */
@NullMarked
package dev.maestro.client.work;

import org.jspecify.annotations.NullMarked;
