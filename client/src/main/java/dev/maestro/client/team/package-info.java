/**
 * A lead and the workers it spawned: each worker is a daemon of its own, in a home of its own below
 * the lead's, and ends when its lead is gone, however that ended. {@code Teams} is the door.
 */
@NullMarked
package dev.maestro.client.team;

import org.jspecify.annotations.NullMarked;
