/**
 * The hub as a program of its own, for whoever wants a Pusher server and nothing else: {@code
 * ./maestro hub}.
 *
 * <p>{@link dev.maestro.hub.standalone.Option} lists everything that can be said on the command
 * line; the help text is printed from that list, and so is never behind it.
 */
@NullMarked
package dev.maestro.hub.standalone;

import org.jspecify.annotations.NullMarked;
