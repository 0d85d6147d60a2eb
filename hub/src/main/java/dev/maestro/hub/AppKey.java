package dev.maestro.hub;

/**
 * One application of the hub: its id in the HTTP API, its public key in the socket's address, and
 * the secret that signs. Channels of different applications never meet.
 */
public record AppKey(String id, String key, String secret) {

    public AppKey {
        if (id.isBlank() || key.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an application has an id, a key and a secret");
        }
        if (!key.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("not an application key: " + key);
        }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "AppKey[id=" + id + ", key=" + key + "]";
    }
}
