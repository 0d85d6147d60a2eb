package dev.maestro.client.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** One TOML file that people and the program change; several processes may do so at once. */
public final class TomlFile {

    private static final ObjectMapper MAPPER =
            TomlMapper.builder()
                    .addModule(new Jdk8Module())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final Path file;
    private final Path lock;

    /**
     * @param lock held while it is changed
     */
    public TomlFile(Path file, Path lock) {
        this.file = file;
        this.lock = lock;
    }

    public Path path() {
        return file;
    }

    /**
     * Empty when there is no file.
     *
     * @throws Refused {@code invalid_params} naming the file and the place of the mistake
     */
    public TomlText read() {
        try {
            return TomlText.parse(Files.exists(file) ? Files.readString(file) : "");
        } catch (JsonProcessingException e) {
            throw Refused.invalid(
                    file.getFileName().toString(),
                    "%s, line %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Reads, changes and writes it, while no other process does. */
    public synchronized void change(UnaryOperator<TomlText> change) {
        try (LockFile _ = LockFile.take(lock)) {
            PrivateFiles.write(file, change.apply(read()).toString());
        }
    }

    /**
     * A part of the file as a value.
     *
     * @throws Refused {@code invalid_params} when it does not fit
     */
    public <T> T convert(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw Refused.invalid(
                    file.getFileName().toString(),
                    "%s does not fit: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    /** A value as a part of a file; absent parts are left out. */
    public static ObjectNode node(Object value) {
        ObjectNode node = MAPPER.valueToTree(value);
        node.properties().removeIf(one -> one.getValue().isNull());
        return node;
    }

    static ObjectNode tree(String text) throws JsonProcessingException {
        JsonNode tree = MAPPER.readTree(text);
        return tree instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
