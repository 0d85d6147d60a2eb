package dev.maestro.protocol.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record of the contract has one file, which is how it looks on the wire. */
final class GoldenMessagesTest {

    /** By the file's name. */
    static Map<String, Class<? extends Record>> records() {
        Map<String, Class<? extends Record>> all = new LinkedHashMap<>();
        for (Method method : Registry.METHODS) {
            all.put("methods/" + method.name() + ".params.json", method.params());
            all.put("methods/" + method.name() + ".result.json", method.result());
        }
        for (Event event : Registry.EVENTS) {
            all.put("events/" + event.type() + ".json", event.data().asSubclass(Record.class));
        }
        for (Message message : Registry.MESSAGES) {
            all.put("messages/" + message.name() + ".json", message.type());
        }
        return all;
    }

    static Stream<String> files() {
        return records().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRecordIsWrittenAsItsFileSays(String file) {
        Class<? extends Record> type = type(file);

        Golden.assertMatches(file, Json.writePretty(Sample.of(type)) + "\n");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsReadAsItsRecordThoughEveryObjectHasAnUnknownField(String file) throws IOException {
        Class<? extends Record> type = type(file);
        JsonNode known = Json.tree(Files.readString(folder().resolve(file)));
        JsonNode newer = newer(known.deepCopy());

        Record read = Json.whole(newer, type);

        assertThat(Json.tree(Json.write(read))).isEqualTo(passedOn(known));
    }

    @Test
    void noFileIsOfARecordThatIsNoMore() throws IOException {
        try (Stream<Path> all = Files.walk(folder())) {
            Set<String> there =
                    all.filter(Files::isRegularFile)
                            .map(file -> folder().relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.startsWith("envelopes/"))
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(there).isEqualTo(new TreeSet<>(records().keySet()));
        }
    }

    /** As a newer version of the contract might say it. */
    private static JsonNode newer(JsonNode node) {
        node.forEach(GoldenMessagesTest::newer);
        if (node instanceof ObjectNode object) {
            object.put("a_field_of_tomorrow", true);
        }
        return node;
    }

    /** The data of an event notification is passed on as it is. */
    private static JsonNode passedOn(JsonNode known) {
        JsonNode expected = known.deepCopy();
        expected.findValues("data").forEach(GoldenMessagesTest::newer);
        return expected;
    }

    private static Class<? extends Record> type(String file) {
        Class<? extends Record> type = records().get(file);
        if (type == null) {
            throw new AssertionError("no record for " + file);
        }
        return type;
    }

    private static Path folder() {
        return Path.of("src", "test", "resources", "golden");
    }
}
