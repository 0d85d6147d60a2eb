package dev.maestro.client.sandbox;

/** The sandbox will not let a program run, or cannot; the message says why and what to do. */
public final class SandboxRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SandboxRefused(String sentence) {
        super(sentence);
    }
}
