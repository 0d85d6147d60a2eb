package dev.maestro.manual;

import static dev.maestro.manual.Tree.array;
import static dev.maestro.manual.Tree.object;
import static dev.maestro.manual.Tree.ref;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.studio.web.Items;

/** What many endpoints have in common. */
final class Shared {

    private Shared() {}

    static ObjectNode parameters() {
        return object(
                "cursor",
                parameter(
                        "query",
                        "cursor",
                        "The next of the answer before.",
                        object("type", "string")),
                "limit",
                parameter(
                        "query",
                        "limit",
                        "How many at most; more than the most are cut down to it.",
                        object("type", "integer", "minimum", 1, "default", Items.USUALLY)),
                "idempotencyKey",
                parameter(
                        "header",
                        "Idempotency-Key",
                        "Sent again with the same key within a day, the request is answered as the first time,"
                                + " with Idempotent-Replay, and not done again.",
                        object("type", "string", "minLength", 1, "maxLength", 200)),
                "ifNoneMatch",
                parameter(
                        "header",
                        "If-None-Match",
                        "The ETag of an answer that is known already.",
                        object("type", "string")));
    }

    private static ObjectNode parameter(String in, String name, String words, ObjectNode schema) {
        return object("name", name, "in", in, "description", words, "schema", schema);
    }

    static ObjectNode headers() {
        return object(
                "ETag",
                object(
                        "description",
                        "Changes with the content.",
                        "schema",
                        object("type", "string")),
                "Retry-After",
                object(
                        "description",
                        "Seconds; with rate_limited.",
                        "schema",
                        object("type", "integer")));
    }

    static ObjectNode responses() {
        return object(
                "NotModified",
                object("description", "You have it already."),
                "Unauthenticated",
                refusal("No valid access token or browser session."),
                "Refused",
                refusal("It was understood, and is not done."),
                "Fault",
                refusal("Our fault, or no room; internal names an incident."),
                "NotAvailableYet",
                refusal("Part of the contract, and this studio cannot do it yet."));
    }

    private static ObjectNode refusal(String words) {
        return object(
                "description",
                words,
                "headers",
                object("Retry-After", ref("#/components/headers/Retry-After")),
                "content",
                object(
                        "application/problem+json",
                        object("schema", ref("#/components/schemas/Problem"))));
    }

    static ObjectNode security() {
        return object(
                "bearer",
                object(
                        "type",
                        "http",
                        "scheme",
                        "bearer",
                        "bearerFormat",
                        "JWT",
                        "description",
                        "The access token of POST /api/v1/auth/redeem or /refresh."),
                "browser",
                object(
                        "type",
                        "apiKey",
                        "in",
                        "cookie",
                        "name",
                        "maestro_session",
                        "description",
                        "A browser session; what changes something also carries X-CSRF-Token."),
                "pusherSignature",
                object(
                        "type",
                        "apiKey",
                        "in",
                        "query",
                        "name",
                        "auth_signature",
                        "description",
                        "With auth_key, auth_timestamp, auth_version=1.0 and, for a body, body_md5: the"
                                + " HMAC-SHA256 of verb, path and sorted query, under the application's secret."));
    }

    static ObjectNode signed() {
        return object("pusherSignature", array());
    }
}
