package dev.maestro.protocol.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads client frames without building a tree. {@code data} is cut out of the text as it stands, so
 * that numbers, key order and escapes of a client event reach the others unchanged.
 */
final class ClientFrameReader {

    private static final JsonFactory JSON = new JsonFactory();

    private ClientFrameReader() {}

    static ClientFrame read(String text) {
        try {
            return interpret(fields(text));
        } catch (IOException | IllegalArgumentException garbage) {
            return new ClientFrame.Malformed("Invalid message format");
        }
    }

    /** The content of a JSON string; any other JSON is returned as it is. */
    static String unquoted(String raw) {
        if (!raw.startsWith("\"")) {
            return raw;
        }
        try (JsonParser parser = JSON.createParser(raw)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException broken) {
            throw new IllegalArgumentException("not a JSON string", broken);
        }
    }

    private static ClientFrame interpret(Map<String, String> fields) throws IOException {
        String event = string(fields, "event").orElse("");
        if (event.isEmpty()) {
            return new ClientFrame.Malformed("The event field is missing");
        }
        return switch (event) {
            case "pusher:ping" -> new ClientFrame.Ping();
            case "pusher:pong" -> new ClientFrame.Pong();
            case "pusher:subscribe" -> subscribe(data(fields));
            case "pusher:unsubscribe" ->
                    string(data(fields), "channel")
                            .<ClientFrame>map(ClientFrame.Unsubscribe::new)
                            .orElse(new ClientFrame.Malformed("The channel field is missing"));
            case "pusher:signin" -> signIn(data(fields));
            default -> clientEvent(event, fields);
        };
    }

    private static ClientFrame subscribe(Map<String, String> data) {
        Optional<String> channel = string(data, "channel");
        if (channel.isEmpty()) {
            return new ClientFrame.Malformed("The channel field is missing");
        }
        return new ClientFrame.Subscribe(
                channel.get(), string(data, "auth").orElse(""), string(data, "channel_data"));
    }

    private static ClientFrame signIn(Map<String, String> data) {
        Optional<String> userData = string(data, "user_data");
        if (userData.isEmpty()) {
            return new ClientFrame.Malformed("The user_data field is missing");
        }
        return new ClientFrame.SignIn(string(data, "auth").orElse(""), userData.get());
    }

    private static ClientFrame clientEvent(String event, Map<String, String> fields) {
        Optional<String> channel = string(fields, "channel");
        if (!event.startsWith("client-")) {
            return new ClientFrame.Unsupported(event);
        }
        if (channel.isEmpty()) {
            return new ClientFrame.Malformed("The channel field is missing");
        }
        return new ClientFrame.ClientEvent(
                event, channel.get(), fields.getOrDefault("data", "null"));
    }

    /**
     * {@code data} of a frame of the protocol itself may be an object, or a string that holds one.
     */
    private static Map<String, String> data(Map<String, String> fields) throws IOException {
        return fields(unquoted(fields.getOrDefault("data", "{}")));
    }

    private static Optional<String> string(Map<String, String> fields, String name) {
        String raw = fields.get(name);
        return raw == null || raw.equals("null") ? Optional.empty() : quotedString(raw);
    }

    private static Optional<String> quotedString(String raw) {
        if (!raw.startsWith("\"")) {
            throw new IllegalArgumentException("a string was expected");
        }
        return Optional.of(unquoted(raw));
    }

    /** The fields of one JSON object, each value as the JSON text it was. */
    private static Map<String, String> fields(String text) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an object was expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                fields.put(name, rawValue(parser, text));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the object");
            }
        }
        return fields;
    }

    private static String rawValue(JsonParser parser, String text) throws IOException {
        JsonToken token = parser.nextToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
