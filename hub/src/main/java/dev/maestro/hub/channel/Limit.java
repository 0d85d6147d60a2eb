package dev.maestro.hub.channel;

/** What an application may be limited in, with what is usual. Zero means no limit, where said. */
public enum Limit {
    CONNECTIONS(0, "sockets at a time; 0 = any number"),
    SUBSCRIPTIONS(1000, "channels one socket may be on"),
    CHANNEL_NAME_LENGTH(200, "characters of a channel's name"),
    EVENT_NAME_LENGTH(200, "characters of an event's name"),
    PAYLOAD_BYTES(10_240, "bytes of one event's data"),
    CLIENT_EVENTS_PER_SECOND(10, "client events of one socket in a second; 0 = any number"),
    MESSAGES_PER_SECOND(0, "messages of any kind of one socket in a second; 0 = any number"),
    PRESENCE_MEMBERS(100, "users on one presence channel; 0 = any number"),
    USER_ID_LENGTH(128, "characters of a user's id"),
    USER_INFO_BYTES(1024, "bytes of what is told about a user; 0 = any number"),
    WATCHLIST_USERS(100, "users one user may watch"),
    CACHED_CHANNELS(10_000, "channels whose last event is remembered; then the oldest goes"),
    CHANNELS_PER_EVENT(100, "channels one published event may go to"),
    EVENTS_PER_BATCH(10, "events in one batch"),
    REQUEST_BYTES(256 * 1024, "bytes of one HTTP request's body");

    private final int usual;
    private final String meaning;

    Limit(int usual, String meaning) {
        this.usual = usual;
        this.meaning = meaning;
    }

    /** What holds when nobody says otherwise. */
    public int usual() {
        return usual;
    }

    /** What is counted, in a few words. */
    public String meaning() {
        return meaning;
    }
}
