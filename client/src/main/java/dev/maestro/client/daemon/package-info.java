/**
 * The long-lived process: one a {@code MAESTRO_HOME}, made sure by a lock file. It keeps the
 * sessions, each with its link and its workshop, and is spoken to over a socket only its owner can
 * open. {@code Daemon} is the door inside, {@code DaemonClient} the one from outside.
 */
@NullMarked
package dev.maestro.client.daemon;

import org.jspecify.annotations.NullMarked;
