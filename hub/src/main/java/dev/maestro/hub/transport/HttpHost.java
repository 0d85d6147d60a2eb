package dev.maestro.hub.transport;

/** Who answers HTTP requests. Called on the server's own threads; must not block. */
public interface HttpHost {

    /** The most bytes a request's body may have. */
    int maxBodyBytes();

    /** The answer to a request whose body is too long to be read. */
    HttpAnswer tooLong();

    /** The answer. What it throws is a fault of ours. */
    HttpAnswer answer(HttpQuestion question);

    /** The answer when that happened. */
    HttpAnswer fault(String incident);
}
