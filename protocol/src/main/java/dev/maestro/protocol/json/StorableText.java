package dev.maestro.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * JSON can say U+0000, and what checks and agents print does; PostgreSQL can keep it in no text. A
 * report with one would be an error of ours each time it is sent again, and its run would never
 * end.
 */
final class StorableText extends StringDeserializer {

    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        return super.deserialize(parser, context).replace('\0', '\uFFFD');
    }
}
