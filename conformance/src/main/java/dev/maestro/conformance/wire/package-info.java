/**
 * What the exam speaks with: one WebSocket, one signed HTTP client, signatures and published test
 * vectors. Nothing here judges, except that an answer must come and must be a frame.
 */
@NullMarked
package dev.maestro.conformance.wire;

import org.jspecify.annotations.NullMarked;
