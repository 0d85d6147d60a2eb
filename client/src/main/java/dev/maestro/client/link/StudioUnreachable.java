package dev.maestro.client.link;

import java.net.URI;

/** Studio did not answer: it is down, or the network is. Trying again later may help. */
public final class StudioUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StudioUnreachable(URI studio, Throwable cause) {
        super(
                "Studio at %s does not answer%s: does it run, and is it reachable from here?"
                        .formatted(
                                studio,
                                cause.getMessage() == null
                                        ? ""
                                        : " (%s)".formatted(cause.getMessage())),
                cause);
    }
}
