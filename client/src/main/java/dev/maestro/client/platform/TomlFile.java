package dev.maestro.client.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One TOML file as one record. People may edit it, so a mistake is told with its line; keys it does
 * not know are left out when it is written again.
 */
public final class TomlFile<T> {

    private static final ObjectMapper MAPPER =
            TomlMapper.builder()
                    .addModule(new Jdk8Module())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                    .build();

    private final Path file;
    private final Class<T> type;
    private final T whenAbsent;

    public TomlFile(Path file, Class<T> type, T whenAbsent) {
        this.file = file;
        this.type = type;
        this.whenAbsent = whenAbsent;
    }

    /**
     * @throws Refused {@code invalid_params} naming the file and the place of the mistake
     */
    public T read() {
        if (!Files.exists(file)) {
            return whenAbsent;
        }
        try {
            return MAPPER.readValue(Files.readString(file), type);
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

    public void write(T value) {
        try {
            PrivateFiles.write(file, MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as TOML: " + type, e);
        }
    }
}
