package dev.maestro.conformance.wire;

/** A close frame. */
public record Closing(int code, String reason) {}
