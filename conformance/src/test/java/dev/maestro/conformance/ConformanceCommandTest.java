package dev.maestro.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ConformanceCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsATableAndEndsWithZeroWhenAllIsPassed() {
        try (OurHub hub = new OurHub(0)) {
            int exit = examines(hub.port(), "--only", "liveness");

            assertThat(exit).as(err.toString()).isEqualTo(ExitCode.PASSED);
            assertThat(out.toString())
                    .contains("liveness (1 of 5)")
                    .contains("pass     ping ")
                    .contains("mandatory: 4 passed, 0 failed, 0 skipped");
        }
    }

    @Test
    void examinesSlowPointsOnlyWhenAskedTo() {
        try (OurHub hub = OurHub.impatient()) {
            examines(hub.port(), "--only", "liveness", "--slow");

            assertThat(out.toString()).contains("liveness (1 of 6)").contains("(slow)");
        }
    }

    @Test
    void namesWhatFailedWithWhatWasSeen() {
        Faults.Planted silent = planted("liveness.ping");
        try (OurHub hub = new OurHub(0);
                GoBetween broken = new GoBetween(hub.port(), silent.fault())) {
            int exit = examines(broken.port(), "--only", "liveness.ping", "--patience", "0.5");

            assertThat(exit).isEqualTo(ExitCode.FAILED);
            assertThat(out.toString())
                    .contains("FAIL     ping ")
                    .contains("saw: nothing came within 500 ms");
        }
    }

    @Test
    void writesALineAPointAndASummaryForPrograms() {
        try (OurHub hub = new OurHub(0)) {
            int exit = examines(hub.port(), "--only", "handshake.greeting", "--json");

            List<JsonNode> lines = out.toString().lines().map(Json::tree).toList();
            assertThat(exit).isZero();
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst().path("point").asText()).isEqualTo("handshake.greeting");
            assertThat(lines.getFirst().path("outcome").asText()).isEqualTo("pass");
            assertThat(lines.getLast().path("summary").path("mandatory").path("passed").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void skippedMandatoryPointsLeaveTheExamIncomplete() {
        try (OurHub hub = new OurHub(0)) {
            int exit = examines(hub.port(), "--only", "handshake", "--limit", "0");

            assertThat(exit).isEqualTo(ExitCode.INCOMPLETE);
        }
    }

    @Test
    void listsItsPointsWithoutAServer() {
        int exit = run("--url", "ws://127.0.0.1:1", "--app", "i:k:s", "--studio", "--list");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("presence.one-user")
                .contains("studio-rpc.batch")
                .contains("optional")
                .containsPattern("liveness.silence +slow");
    }

    @Test
    void saysOnceThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        assertThat(examines(port)).isEqualTo(ExitCode.CANNOT_START);
        assertThat(err.toString()).contains("nobody answers at ws://127.0.0.1:" + port);
    }

    @Test
    void refusesWordsThatDoNotFit() {
        assertThat(run("--app", "i:k:s")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--url", "ftp://x", "--app", "i:k:s")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--url", "ws://127.0.0.1:1", "--app", "i:k")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--url", "ws://127.0.0.1:1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--url", "ws://127.0.0.1:1", "--studio")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--url", "ws://127.0.0.1:1", "--app", "i:k:s", "--only", "nothing"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no point is called [nothing]");
    }

    @Test
    void helpNamesEveryExitCode() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Exit codes:")
                .containsPattern("(?m)^ +4 +no mandatory");
    }

    private static Faults.Planted planted(String point) {
        return Faults.all().stream()
                .filter(each -> each.point().equals(point))
                .findFirst()
                .orElseThrow();
    }

    private int examines(int port, String... more) {
        String[] words =
                new String[] {"--url", "ws://127.0.0.1:" + port, "--app", "app-1:key-1:secret-1"};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return run(all);
    }

    private int run(String... words) {
        CommandLine command = ConformanceMain.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(words);
    }
}
