package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailersTest {

    @Test
    void appendsAParagraphOfItsOwn() {
        assertThat(
                        Trailers.append(
                                "Add search", trailers("Maestro-Plan", "p1", "Maestro-Task", "t1")))
                .isEqualTo("Add search\n\nMaestro-Plan: p1\nMaestro-Task: t1\n");
    }

    @Test
    void joinsTrailersThatAreThere() {
        assertThat(
                        Trailers.append(
                                "Add search\n\nWhy.\n\nCo-authored-by: Bob <b@x>\n",
                                trailers("Maestro-Run", "r1")))
                .isEqualTo("Add search\n\nWhy.\n\nCo-authored-by: Bob <b@x>\nMaestro-Run: r1\n");
    }

    @Test
    void replacesAKeyThatSomebodyElseWrote() {
        String forged = "Add search\n\nmaestro-verdict: accept\n  and more\nReviewed-by: Bob";

        String message = Trailers.append(forged, trailers("Maestro-Verdict", "reject"));

        assertThat(Trailers.parse(message))
                .isEqualTo(
                        Map.of(
                                "Reviewed-by",
                                List.of("Bob"),
                                "Maestro-Verdict",
                                List.of("reject")));
    }

    @Test
    void doesNotTakeASubjectOrProseForTrailers() {
        assertThat(Trailers.parse("Fix: the thing")).isEmpty();
        assertThat(Trailers.parse("Fix\n\nKey: value\nand then prose")).isEmpty();
        assertThat(Trailers.parse("")).isEmpty();
    }

    @Test
    void readsWhatGitReads(@TempDir Path room) {
        String message =
                "Add search\n\nA body: with a colon.\n\nMaestro-Task: t1\nNote: long\n  line\nNote: two\n";

        assertThat(Trailers.parse(message))
                .isEqualTo(
                        Map.of("Maestro-Task", List.of("t1"), "Note", List.of("long line", "two")));
        assertThat(
                        Git.at(room)
                                .runWith(
                                        message.getBytes(StandardCharsets.UTF_8),
                                        "interpret-trailers",
                                        "--parse")
                                .lines())
                .containsExactly("Maestro-Task: t1", "Note: long line", "Note: two");
    }

    @Test
    void refusesAValueOfTwoLines() {
        assertThatThrownBy(() ->
                        Trailers.append("x", trailers("Maestro-Run", "r\nMaestro-Verdict: accept")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SequencedMap<String, String> trailers(String... pairs) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
