package dev.maestro.hub.transport;

/** An answer to an HTTP request: its status, and a body in JSON. */
public record HttpAnswer(int status, String json) {}
