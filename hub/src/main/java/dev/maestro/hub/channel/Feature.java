package dev.maestro.hub.channel;

/** What an application may have switched on or off. */
public enum Feature {
    CLIENT_EVENTS("clients may send events to the others on private and presence channels"),
    SUBSCRIPTION_COUNTS("subscribers hear how many they are"),
    TLS_ONLY("connections without TLS are closed with 4000"),
    TRUST_PROXY("X-Forwarded-Proto is believed; only where a proxy sets it, since anybody may"),
    VERSION_REQUIRED("a client that names no protocol version is closed with 4008"),
    ORIGIN_REQUIRED("a client that names no origin, as programs do, is closed with 4009"),
    DISABLED("nobody is let in: sockets are closed with 4003, requests answered with 403");

    private final String meaning;

    Feature(String meaning) {
        this.meaning = meaning;
    }

    /** What is so when it is on. */
    public String meaning() {
        return meaning;
    }
}
