package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.door.RunDoor;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.settings.ProjectSettings;
import dev.maestro.client.settings.SandboxMode;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose agent, a shell script, speaks to the real tool server line by line. */
class ToolCallsTest {

    /** {@code call NAME ARGUMENTS} leaves the answer in {@code $answer}. */
    private static final String AGENT =
            """
            d=$(mktemp -d); mkfifo "$d/in" "$d/out"
            %s <"$d/in" >"$d/out" & exec 3>"$d/in" 4<"$d/out"; rm -r "$d"
            ask() { printf '%%s\\n' "$1" >&3; IFS= read -r answer <&4; }
            call() { ask '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"'"$1"'","arguments":'"$2"'}}'; }
            ask '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"sh","version":"1"}}}'
            printf '%%s\\n' '{"jsonrpc":"2.0","method":"notifications/initialized"}' >&3
            %s
            exec 3>&-; wait
            """;

    private static final String APPROVE =
            "call verdict '{\"approved\":true,\"findings\":[\"fine\"]}'";

    /** The libraries of a test lie in a cache, which a fence hides; those of the program do not. */
    private static final ProjectSettings OPEN =
            new ProjectSettings(SandboxMode.OFF, null, null, Optional.empty(), 0);

    @TempDir private Path directory;
    private Stage stage;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
    }

    @Test
    void aReviewMayGiveItsVerdictByACallAlone() {
        review(APPROVE);

        RunMethod.Verdict verdict = stage.awaits(RunMethod.Complete.class).verdict().orElseThrow();
        assertThat(verdict.approved()).isTrue();
        assertThat(verdict.findings()).containsExactly("fine");
        assertThat(verdict.commit()).isEqualTo(stage.head("refs/heads/epic/x"));
    }

    @Test
    void aCallAndWordsThatDifferAreNoVerdict() {
        review(APPROVE + "; echo 'VERDICT: REJECTED — no'");

        RunMethod.Fail fail = stage.awaits(RunMethod.Fail.class);
        assertThat(fail.reason()).isEqualTo(FailureReason.AMBIGUOUS_VERDICT);
        assertThat(fail.detail()).contains("said: rejected, no", "called: approved");
    }

    @Test
    void twoCallsThatDifferAreNoVerdict() {
        review(APPROVE + "; call verdict '{\"approved\":false,\"reason\":\"no\"}'");

        assertThat(stage.awaits(RunMethod.Fail.class).reason())
                .isEqualTo(FailureReason.AMBIGUOUS_VERDICT);
    }

    @Test
    void anAgentAsksAPersonAndHearsTheAnswer() {
        String agent =
                agent(
                        "call question '{\"text\":\"Left or right?\",\"wait_seconds\":60}';"
                                + " printf '%s' \"$answer\" > said.txt;"
                                + " call verdict '{\"approved\":true}';"
                                + " printf '%s' \"$answer\" > refused.txt;"
                                + " call subtask '{\"title\":\"Tidy up\"}'");
        try (Workshop workshop = stage.workshop(command(agent), OPEN)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            RunMethod.Question asked = stage.awaits(RunMethod.Question.class);
            workshop.steer(run, "Keep it short", Optional.empty());

            assertThat(workshop.answer(run, asked.id().orElseThrow(), "left of the tree")).isTrue();

            stage.awaits(RunMethod.Complete.class);
            Stage.idle(workshop);
        }
        String branch = "refs/heads/task/x/7-add-a-file";
        assertThat(stage.file(branch, "said.txt")).contains("The answer: left of the tree");
        assertThat(stage.file(branch, "refused.txt")).contains("only a review does");
        assertThat(stage.reports.all(RunMethod.Subtask.class))
                .extracting(message -> message.subtask().title())
                .containsExactly("Tidy up");
        assertThat(stage.home.run(run, 1)).isDirectoryNotContaining("glob:**door*");
    }

    @Test
    void whatAPersonHereAnswersIsHeardByTheAgentAndToldToStudio() {
        String agent =
                agent(
                        "call question '{\"text\":\"Left or right?\",\"wait_seconds\":60}';"
                                + " printf '%s' \"$answer\" > said.txt");
        try (Workshop workshop = stage.workshop(command(agent), OPEN)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            UUID asked = stage.awaits(RunMethod.Question.class).id().orElseThrow();
            assertThat(workshop.runs().getFirst().live().questions())
                    .extracting(QuestionView::permission)
                    .containsExactly(false);

            assertThat(workshop.answer(asked, true, Optional.of("left of the tree")))
                    .contains(Delivery.NOW);

            assertThat(stage.awaits(RunMethod.Answered.class).answer())
                    .isEqualTo("left of the tree");
            stage.awaits(RunMethod.Complete.class);
            Stage.idle(workshop);
        }
        assertThat(stage.file("refs/heads/task/x/7-add-a-file", "said.txt"))
                .contains("The answer: left of the tree");
    }

    @Test
    void behindTheFenceTheAgentSeesItsDoorAndNothingElseOfTheRun() {
        try (Workshop workshop =
                stage.workshop(
                        "test -S \"$MAESTRO_RUN_SOCKET\" && echo \"$MAESTRO_MCP_COMMAND\" > told.txt;"
                                + " ls '%s' > seen.txt".formatted(stage.home.run(run, 1)))) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            stage.awaits(RunMethod.Complete.class);
        }

        String branch = "refs/heads/task/x/7-add-a-file";
        assertThat(stage.file(branch, "told.txt"))
                .startsWith("[\"")
                .contains(OwnProgram.MAIN, "\"mcp\"]");
        assertThat(stage.file(branch, "seen.txt"))
                .doesNotContain("run.json", "transcript.log", "door.json");
        assertThat(RunDoor.VARIABLE).isEqualTo("MAESTRO_RUN_SOCKET");
    }

    private void review(String does) {
        try (Workshop workshop = stage.workshop(command(agent(does)), OPEN)) {
            workshop.dispatch(stage.packet(Purpose.REVIEW, run, 1, true));
            Stage.idle(workshop);
        }
    }

    private static ProviderConfig command(String agent) {
        return ProviderConfig.usual("command", Optional.of(agent));
    }

    private static String agent(String does) {
        String server =
                OwnProgram.running().command(OwnProgram.MAIN, List.of("mcp")).stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        return AGENT.formatted(server, does);
    }
}
