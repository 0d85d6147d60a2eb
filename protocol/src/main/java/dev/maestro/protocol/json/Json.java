package dev.maestro.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;

/** The one JSON codec. All methods may be used by any thread. */
public final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(String.class, new StorableText())
                                    .addSerializer(Path.class, new ToStringSerializer(Path.class)))
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                    .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** For files and people. */
    public static String writePretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * @throws Refused {@code invalid_params} when the text is not JSON or does not fit the type;
     *     {@code parse_error} when it is no JSON at all
     */
    public static <T> T read(String text, Class<T> type) {
        return convert(tree(text), type);
    }

    /**
     * @throws Refused {@code parse_error} when the text is not JSON
     */
    public static JsonNode tree(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new Refused(RefusalCode.PARSE_ERROR, "this is not JSON: it is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Refused(
                    RefusalCode.PARSE_ERROR, "this is not JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * @throws Refused {@code invalid_params} naming the field that does not fit
     */
    public static <T> T convert(JsonNode node, Class<T> type) {
        try {
            T value = MAPPER.treeToValue(node, type);
            if (value == null) {
                throw new Refused(RefusalCode.INVALID_PARAMS, "null is no " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw Misfit.refusal(type, e);
        }
    }

    /**
     * As {@link #convert}, for what strangers say: a record has all its components, and so have the
     * records in it. One that is missing and not marked {@code @Nullable} is refused by its name,
     * not found as a null later.
     */
    public static <T> T whole(JsonNode node, Class<T> type) {
        T value = convert(node, type);
        Gaps.refuse(value);
        return value;
    }

    public static JsonNode node(Object value) {
        return MAPPER.valueToTree(value);
    }
}
