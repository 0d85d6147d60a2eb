/**
 * The way to one Studio: its HTTP side, and one WebSocket a session. Connects, proves who we are,
 * resumes, backs off; keeps terminal reports on disk until they are acknowledged; uploads output on
 * a path of its own. What Studio asks is handed to {@link dev.maestro.client.link.StudioCalls}.
 * {@code StudioLink} is the door.
 */
@NullMarked
package dev.maestro.client.link;

import org.jspecify.annotations.NullMarked;
