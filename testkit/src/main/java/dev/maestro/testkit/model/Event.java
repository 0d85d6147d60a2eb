package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;

/** One server-sent event. */
record Event(String name, String data) {

    static Event named(String name, JsonNode data) {
        return new Event(name, data.toString());
    }

    static Event plain(JsonNode data) {
        return new Event("", data.toString());
    }

    String line() {
        return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    }
}
