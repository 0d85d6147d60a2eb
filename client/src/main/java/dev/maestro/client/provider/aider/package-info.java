/**
 * Aider, one start a turn. It speaks in plain text, has no session and no tools that ask, and ends
 * with 0 whatever happened; what it says is read by its sentences. Written from its documentation
 * and source: it was not run here.
 */
@NullMarked
package dev.maestro.client.provider.aider;

import org.jspecify.annotations.NullMarked;
