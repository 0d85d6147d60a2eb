package dev.maestro.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents, examined by the validators that everybody uses: AsyncAPI's own parser, Ajv for the
 * golden messages in it, and Redocly's linter for OpenAPI. Needs {@code node} and {@code npm}.
 */
final class ValidDocumentsTest {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Path SOURCES = Path.of("src", "test", "resources", "validators");
    private static final Path INSTALLED = Path.of("target", "validators");

    private record Finished(int code, String said) {}

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path lock = INSTALLED.resolve("package-lock.json");
        boolean known =
                Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                        && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "validate.mjs")) {
            Files.copy(
                    SOURCES.resolve(file),
                    INSTALLED.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!known) {
            Finished npm = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assertThat(npm.code()).as(npm.said()).isZero();
        }
    }

    @Test
    void bothAreValid() throws IOException, InterruptedException {
        for (String kind : List.of("asyncapi", "openapi")) {
            Finished validator = validate(kind, DOCS.resolve(kind + ".yaml"));

            assertThat(validator.said()).isEqualTo(kind + " is valid\n");
            assertThat(validator.code()).isZero();
        }
    }

    @Test
    void anExampleThatDoesNotFitItsSchemaIsFound(@TempDir Path directory)
            throws IOException, InterruptedException {
        String wrong =
                Files.readString(DOCS.resolve("asyncapi.yaml"))
                        .replaceFirst("fence: 42", "fence: forty-two");

        Finished validator = validate("asyncapi", written(directory, wrong));

        assertThat(validator.code()).isEqualTo(1);
        assertThat(validator.said()).contains("fence");
    }

    @Test
    void aReferenceToNothingIsFound(@TempDir Path directory)
            throws IOException, InterruptedException {
        String wrong =
                Files.readString(DOCS.resolve("openapi.yaml"))
                        .replaceFirst("schemas/PlanPage|schemas/PlanView", "schemas/Nothing");

        Finished validator = validate("openapi", written(directory, wrong));

        assertThat(validator.code()).isEqualTo(1);
        assertThat(validator.said()).contains("Can't resolve $ref");
    }

    private static Path written(Path directory, String text) throws IOException {
        return Files.writeString(directory.resolve("document.yaml"), text);
    }

    private static Finished validate(String kind, Path file)
            throws IOException, InterruptedException {
        return run("node", "validate.mjs", kind, file.toString());
    }

    private static Finished run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Finished(process.waitFor(), said);
    }
}
