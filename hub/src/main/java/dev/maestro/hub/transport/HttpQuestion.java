package dev.maestro.hub.transport;

/**
 * An HTTP request.
 *
 * @param path percent-encoded, as it came
 * @param query the raw text behind the question mark, perhaps empty
 */
public record HttpQuestion(String method, String path, String query, byte[] body) {}
