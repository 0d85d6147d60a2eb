package dev.maestro.client.cli;

/** What a command needs is not up; the message says how to get it. */
final class NotConnected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConnected(String message) {
        super(message);
    }
}
