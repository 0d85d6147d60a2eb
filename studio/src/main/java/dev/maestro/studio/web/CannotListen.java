package dev.maestro.studio.web;

/**
 * The server's address is not to be had; the message is one sentence for the person who starts it.
 */
public final class CannotListen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotListen(WebConfig config, Throwable cause) {
        super(
                "cannot listen on %s port %d: is another program using it? End that program or set another port"
                        .formatted(config.host(), config.port()),
                cause);
    }
}
