package dev.maestro.conformance.wire;

/** One application of the server: its id, public key and secret. */
public record Credentials(String id, String key, String secret) {

    /** Reads {@code ID:KEY:SECRET}. */
    public static Credentials parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3 || parts[0].isBlank() || parts[1].isBlank() || parts[2].isBlank()) {
            throw new IllegalArgumentException("an application is written ID:KEY:SECRET");
        }
        return new Credentials(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return "Credentials[" + id + "]";
    }
}
