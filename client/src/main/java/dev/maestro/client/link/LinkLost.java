package dev.maestro.client.link;

/** The connection ended before the answer came: whether the request was done is unknown. */
final class LinkLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    LinkLost(Ending ending) {
        super(ending.why());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
