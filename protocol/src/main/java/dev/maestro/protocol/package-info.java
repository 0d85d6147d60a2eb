/**
 * The words both programs say: the Pusher frames, the JSON-RPC envelope, the messages about work,
 * and the one way a request is refused. Everyone may use these packages; they use nobody.
 */
@NullMarked
package dev.maestro.protocol;

import org.jspecify.annotations.NullMarked;
