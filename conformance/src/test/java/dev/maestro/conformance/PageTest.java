package dev.maestro.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.conformance.point.Area;
import dev.maestro.conformance.point.Areas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} says what is so. */
final class PageTest {

    @Test
    void thePageNamesEveryAreaInTheOrderOfTheExam() throws IOException {
        List<String> named = rows("^\\| `([a-z-]+)` \\|");

        assertThat(named)
                .containsExactlyElementsOf(
                        Stream.concat(Areas.pusher().stream(), Areas.studio().stream())
                                .map(Area::name)
                                .toList());
    }

    @Test
    void thePageAndTheHelpNameTheSameExitCodes() throws IOException {
        List<String> documented = rows("^\\| (\\d) \\| .*");

        assertThat(ConformanceMain.commandLine().getCommandSpec().usageMessage().exitCodeList())
                .containsOnlyKeys(documented);
    }

    private static List<String> rows(String row) throws IOException {
        return Pattern.compile(row, Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/conformance.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
