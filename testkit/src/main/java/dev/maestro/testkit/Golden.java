package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file in {@code src/test/resources/golden} of the module under test. After
 * a wanted change run the test with {@code -Dgolden.write=true} and read the difference before you
 * commit it.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /**
     * @param name path below the folder, such as {@code run.dispatch.json}
     */
    public static void assertMatches(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(file)
                .as("%s (write it with -Dgolden.write=true)", file)
                .exists()
                .hasContent(actual);
    }
}
