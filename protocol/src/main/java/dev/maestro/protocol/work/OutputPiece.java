package dev.maestro.protocol.work;

/**
 * The event {@code output} on a run's channel: what the run printed, from this byte on. A piece
 * whose offset is behind what was seen repeats it; after a gap the rest is read over HTTP.
 */
public record OutputPiece(long fence, long offset, String text) {}
