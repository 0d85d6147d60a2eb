package dev.maestro.hub.rest;

import java.util.Arrays;
import java.util.Optional;

/** What is answered over HTTP, below the application: a verb and a path. */
public enum HubRoute {
    EVENTS("POST", "/events", "Publishes an event on up to 100 channels."),
    BATCH("POST", "/batch_events", "Publishes up to ten events, each on one channel."),
    CHANNELS("GET", "/channels", "The occupied channels."),
    CHANNEL("GET", "/channels/{channel}", "Whether a channel is occupied, and by how many."),
    USERS("GET", "/channels/{channel}/users", "Who is on a presence channel."),
    TERMINATE(
            "POST",
            "/users/{user}/terminate_connections",
            "Closes the sockets that are signed in as the user."),
    CONNECTIONS("GET", "/connections", "How many sockets the application has.");

    private final String verb;
    private final String path;
    private final String[] words;
    private final String sentence;

    HubRoute(String verb, String path, String sentence) {
        this.verb = verb;
        this.path = "/apps/{app}" + path;
        this.words = this.path.split("/", -1);
        this.sentence = sentence;
    }

    public String verb() {
        return verb;
    }

    /** With {@code {app}} and what else there is to be filled in. */
    public String path() {
        return path;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * @param asked a path, split at its slashes
     */
    static Optional<HubRoute> of(String method, String[] asked) {
        return Arrays.stream(values())
                .filter(route -> route.verb.equals(method) && route.fits(asked))
                .findFirst();
    }

    private boolean fits(String[] asked) {
        boolean fits = asked.length == words.length;
        for (int i = 2; fits && i < words.length; i++) {
            fits = words[i].startsWith("{") || words[i].equals(asked[i]);
        }
        return fits;
    }
}
