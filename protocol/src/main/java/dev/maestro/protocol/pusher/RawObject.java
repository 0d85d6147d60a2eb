package dev.maestro.protocol.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object whose values are the text they were sent as, so that numbers, key order and escapes
 * reach others unchanged, and nothing is read that nobody asks for.
 *
 * <p>Every method throws {@link IllegalArgumentException} when the text is something else.
 */
public final class RawObject {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> fields;

    private RawObject(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads one object and nothing behind it. */
    public static RawObject parse(String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an object was expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, rawValue(parser, text));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the object");
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("this is not JSON", broken);
        }
        return new RawObject(fields);
    }

    /** The value's JSON; a {@code null} counts as none. */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(fields.get(name)).filter(raw -> !raw.equals("null"));
    }

    /** The content of a string. */
    public Optional<String> text(String name) {
        return raw(name).map(RawObject::string);
    }

    /** The JSON of each element of an array; none when the field is absent. */
    public List<String> elements(String name) {
        Optional<String> raw = raw(name);
        return raw.isPresent() ? array(raw.get()) : List.of();
    }

    /** The content of each string of an array; none when the field is absent. */
    public List<String> texts(String name) {
        return elements(name).stream().map(RawObject::string).toList();
    }

    /** The content of a JSON string; any other JSON is returned as it is. */
    public static String content(String raw) {
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

    private static String string(String raw) {
        if (!raw.startsWith("\"")) {
            throw new IllegalArgumentException("a string was expected");
        }
        return content(raw);
    }

    private static List<String> array(String text) {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("an array was expected");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(rawValue(parser, text));
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("this is not JSON", broken);
        }
        return elements;
    }

    private static String rawValue(JsonParser parser, String text) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
