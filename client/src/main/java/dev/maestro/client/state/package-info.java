/**
 * What lies on this machine's disk and must not be lost: worktrees, snapshots of unfinished work,
 * and the room they take. Everything is read from {@code MAESTRO_HOME} and from git itself, so that
 * it works without a daemon, too; only what is certainly merged, or what a person names, is
 * removed. Knows neither runs under way nor Studio.
 */
@NullMarked
package dev.maestro.client.state;

import org.jspecify.annotations.NullMarked;
