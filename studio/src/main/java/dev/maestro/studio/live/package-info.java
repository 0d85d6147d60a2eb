/**
 * Turns committed events and run output into channel messages. Nobody calls it to say something: it
 * listens, and it alone sends news to channels.
 */
@NullMarked
package dev.maestro.studio.live;

import org.jspecify.annotations.NullMarked;
