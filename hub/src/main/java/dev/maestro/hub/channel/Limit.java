package dev.maestro.hub.channel;

/** What an application may be limited in, with what is usual. */
public enum Limit {
    CONNECTIONS(0, Zero.ANY_NUMBER, "sockets at a time"),
    SUBSCRIPTIONS(1000, Zero.REFUSED, "channels one socket may be on"),
    CHANNEL_NAME_LENGTH(200, Zero.REFUSED, "characters of a channel's name"),
    EVENT_NAME_LENGTH(200, Zero.REFUSED, "characters of an event's name"),
    PAYLOAD_BYTES(10_240, Zero.REFUSED, "bytes of one event's data"),
    CLIENT_EVENTS_PER_SECOND(10, Zero.ANY_NUMBER, "client events of one socket in a second"),
    MESSAGES_PER_SECOND(0, Zero.ANY_NUMBER, "messages of any kind of one socket in a second"),
    PRESENCE_MEMBERS(100, Zero.ANY_NUMBER, "users on one presence channel"),
    USER_ID_LENGTH(128, Zero.REFUSED, "characters of a user's id"),
    USER_INFO_BYTES(1024, Zero.ANY_NUMBER, "bytes of what is told about a user"),
    WATCHLIST_USERS(100, Zero.REFUSED, "users one user may watch"),
    CACHED_CHANNELS(
            10_000, Zero.REFUSED, "channels whose last event is remembered; then the oldest goes"),
    CHANNELS_PER_EVENT(100, Zero.REFUSED, "channels one published event may go to"),
    EVENTS_PER_BATCH(10, Zero.REFUSED, "events in one batch"),
    REQUEST_BYTES(256 * 1024, Zero.REFUSED, "bytes of one HTTP request's body");

    private enum Zero {
        ANY_NUMBER,
        REFUSED
    }

    private final int usual;
    private final Zero zero;
    private final String meaning;

    Limit(int usual, Zero zero, String meaning) {
        this.usual = usual;
        this.zero = zero;
        this.meaning = meaning;
    }

    /** What holds when nobody says otherwise. */
    public int usual() {
        return usual;
    }

    /** Whether zero is a word for no limit; else it is refused. */
    public boolean mayBeNone() {
        return zero == Zero.ANY_NUMBER;
    }

    /** What is counted, in a few words, and what zero stands for where it may be said. */
    public String meaning() {
        return mayBeNone() ? meaning + "; 0 = any number" : meaning;
    }
}
