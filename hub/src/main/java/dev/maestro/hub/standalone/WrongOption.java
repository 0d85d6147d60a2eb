package dev.maestro.hub.standalone;

/** The command line says something that cannot be. */
final class WrongOption extends RuntimeException {

    WrongOption(String message) {
        super(message);
    }
}
