/** The words both programs say: the Pusher frames, the JSON-RPC envelope, and the messages about work. */
@NullMarked
package dev.maestro.protocol;

import org.jspecify.annotations.NullMarked;
