package dev.maestro.conformance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.util.Arrays;

/** What the HTTP side answered. */
public record Answer(int status, String body) {

    private static final int SHOWN = 200;

    public Answer is(Integer... statuses) {
        Deviation.unless(
                Arrays.asList(statuses).contains(status),
                "expected HTTP %s, came %s",
                Arrays.toString(statuses),
                this);
        return this;
    }

    public JsonNode json() {
        try {
            return Json.tree(body);
        } catch (Refused unreadable) {
            throw new Deviation("the answer is no JSON: " + this);
        }
    }

    @Override
    public String toString() {
        return status + " " + (body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body);
    }
}
