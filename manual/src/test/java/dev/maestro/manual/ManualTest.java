package dev.maestro.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.maestro.hub.rest.HubRoute;
import dev.maestro.protocol.contract.Direction;
import dev.maestro.protocol.contract.Method;
import dev.maestro.protocol.contract.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages are what the code says; {@code ./maestro docs} writes them anew. */
final class ManualTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static Manual manual;

    @BeforeAll
    static void ask() {
        manual = Manual.of(ROOT);
    }

    @Test
    void everyPageIsAsTheCodeSays() throws IOException {
        for (String name : manual.pages().keySet()) {
            assertThat(Files.readString(ROOT.resolve("docs").resolve(name)))
                    .as(name)
                    .isEqualTo(manual.pages().get(name));
        }
    }

    @Test
    void openApiHasEveryRouteOfTheServerThatIsNoPageAndNoOther() throws IOException {
        Set<String> documented = new TreeSet<>();
        document("openapi.yaml")
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(verb ->
                                        documented.add(
                                                verb.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        Set<String> served =
                manual.http().routes().stream()
                        .filter(route -> route.matches("\\w+ /(api|apps|\\.well-known)/.*"))
                        .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(HubRoute.values())
                .forEach(route -> served.add(route.verb() + " " + route.path()));

        assertThat(documented).isEqualTo(served);
        assertThat(manual.http().routes()).contains("GET /plans/{plan}", "POST /sign-in");
    }

    @Test
    void asyncApiHasEveryMethodInItsDirectionAndEveryEventAndNoOther() throws IOException {
        JsonNode document = document("asyncapi.yaml");
        Set<String> messages = new TreeSet<>(names(document.path("components").path("messages")));
        Set<String> expected = new TreeSet<>(List.of("error", "output", "presence"));
        for (Method method : Registry.METHODS) {
            expected.add(method.name());
            expected.add(method.name() + ".answer");
            String action = method.direction() == Direction.CLIENT_TO_STUDIO ? "send" : "receive";
            assertThat(document.path("operations").path(method.name()).path("action").textValue())
                    .as(method.name())
                    .isEqualTo(action);
        }
        Registry.EVENTS.stream().map(AsyncApi::id).forEach(expected::add);

        assertThat(messages).isEqualTo(expected);
    }

    @Test
    void everyGoldenFileIsNamedInTheProtocol() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/protocol.md"));
        Path golden = ROOT.resolve("protocol/src/test/resources/golden");
        try (Stream<Path> files = Files.walk(golden)) {
            List<String> named = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> golden.relativize(file).toString().replace('\\', '/'))
                    .forEach(named::add);

            assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(page).contains(name));
        }
    }

    /** Fresh eyes: whoever reads only the protocol must find what a complete client speaks. */
    @ParameterizedTest
    @ValueSource(strings = {"worker-node/worker.mjs", "worker-java/Worker.java"})
    void everyWordThatAnExampleSpeaksIsInTheProtocol(String example) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/protocol.md"));
        String source =
                Files.readString(ROOT.resolve("examples").resolve(example))
                        .replaceAll("(?m)^import .*$", "");
        Set<String> spoken =
                Pattern.compile(
                                "\\b(?:session|run)\\.[a-z]+(?=['\"])|\\b[a-z]+(?:_[a-z]+)+\\b|/api/v1/[a-z-]+")
                        .matcher(source)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(spoken).contains("run.accept", "fetch_ref", "socket_id", "/api/v1/runs");
        assertThat(spoken).allSatisfy(word -> assertThat(page).contains(word));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode document(String name) throws IOException {
        return new YAMLMapper().readTree(Files.readString(ROOT.resolve("docs").resolve(name)));
    }
}
