package dev.maestro.client.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.daemon.DaemonStage;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamTest {

    @TempDir Path directory;
    private DaemonStage stage;

    @BeforeEach
    void open() {
        stage = new DaemonStage(directory);
        stage.maestro("connect", "--as", "ada");
    }

    @AfterEach
    void close() {
        List<ProcessHandle> workers = processes();
        stage.close();
        workers.forEach(worker -> worker.onExit().join());
    }

    @Test
    void workersAreProcessesOfTheirOwnThatEndWhenTheirLeadIsKilledAndComeBackWithIt() {
        Processes.Finished started = stage.maestro("team", "--dev", "1", "--review", "1", "--json");
        assertThat(started.exit()).as(started.output()).isZero();
        List<ProcessHandle> workers = processes();
        assertThat(workers).hasSize(2).doesNotContain(stage.daemon());

        ProcessHandle lead = stage.daemon();
        lead.destroyForcibly();

        workers.forEach(worker -> worker.onExit().join());
        stage.maestro("connect", "--as", "ada");
        await().atMost(Duration.ofSeconds(30)).until(() -> processes().size() == 2);
        assertThat(processes()).doesNotContainAnyElementsOf(workers);
    }

    @Test
    void aSmallerTeamEndsThoseThatAreTooManyAndKeepsTheOthers() {
        stage.maestro("team", "--dev", "2");
        List<ProcessHandle> two = processes();

        stage.maestro("team", "--dev", "1");

        assertThat(two).containsAll(processes()).hasSize(2);
        assertThat(processes()).hasSize(1);
        assertThat(two).filteredOn(ProcessHandle::isAlive).hasSize(1);

        assertThat(stage.maestro("team", "--dev", "0").output()).contains("ada-dev-1 has ended");
        assertThat(processes()).isEmpty();
    }

    @Test
    void workersEndWhenTheirLeadIsDisconnected() {
        stage.maestro("team", "--test", "1");
        ProcessHandle worker = processes().getFirst();

        Processes.Finished ended = stage.maestro("disconnect", "ada");

        assertThat(ended.output()).contains("ada-test-1 ended with it");
        worker.onExit().join();
        assertThat(processes()).isEmpty();
    }

    @Test
    void aTeamComesBackAfterACleanStopThoughStudioIsSlowToRegisterItsLead() {
        stage.maestro("team", "--dev", "1");
        ProcessHandle worker = processes().getFirst();
        stage.maestro("stop");
        worker.onExit().join();
        CountDownLatch gate = new CountDownLatch(1);
        stage.studio.stallRegistration(gate);

        stage.start();
        untilLogged("the workers of ada wait until it is connected");
        gate.countDown();

        await().atMost(Duration.ofSeconds(30)).until(() -> processes().size() == 1);
        assertThat(processes()).doesNotContain(worker);
    }

    @Test
    void aWorkerThatStudioRefusesHoldsUpNobodyAndIsTriedAgain() {
        stage.maestro("team", "--dev", "1", "--review", "1");
        stage.maestro("stop");
        stage.studio.refuses("ada-dev-1", true);

        stage.start();
        untilLogged("a worker of ada did not come back");
        await().atMost(Duration.ofSeconds(30)).until(() -> online().contains("ada-review-1"));
        assertThat(online()).containsExactly("ada-review-1");
        assertThat(stage.sessions()).hasSize(1);
        stage.studio.refuses("ada-dev-1", false);

        await().atMost(Duration.ofSeconds(30)).until(() -> online().size() == 2);
    }

    @Test
    void theTeamOfALeadThatWasEndedIsForgotten() throws IOException {
        stage.maestro("team", "--dev", "1");
        Path team = onlyFileOf(stage.home().resolve("teams"));
        Path kept = onlyFileOf(stage.home().resolve("sessions"));
        stage.maestro("stop");
        Files.delete(kept);

        stage.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(team));
        assertThat(processes()).isEmpty();
    }

    @Test
    void workersStayWhenTheirLeadsSessionIsAnother() {
        stage.maestro("team", "--dev", "1");
        List<ProcessHandle> before = processes();
        UUID session = stage.session("ada");

        stage.studio.forgetSessions();
        stage.maestro("connect", "--as", "ada", "--capacity", "3");

        assertThat(stage.session("ada")).isNotEqualTo(session);
        int heard = stage.studio.asked(MethodName.SESSION_HEARTBEAT).size();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stage.studio.asked(MethodName.SESSION_HEARTBEAT).size() > heard + 8);
        stage.maestro("team", "--dev", "1");
        assertThat(processes()).isEqualTo(before);
    }

    @Test
    void whatAWorkerDoesIsListedSteeredComparedRecoveredAndFinishedLikeItsLeads()
            throws IOException {
        stage.maestro("connect", "--as", "ada", "--provider", "manual");
        stage.maestro("team", "--dev", "1");
        UUID worker = UUID.fromString(workers().get(0).path("session").path("session").asText());
        UUID run = stage.dispatch(worker, 7, "Add a file");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> tasks().path(0).path("waits_for_person").asBoolean());
        assertThat(tasks().path(0).path("run").asText()).isEqualTo(run.toString());
        Path worktree = Path.of(tasks().path(0).path("worktree").asText());
        Files.writeString(worktree.resolve("half"), "half");

        stage.maestro("steer", "--session", "ada-dev-1", "Use", "Java");
        assertThat(stage.studio.directives())
                .extracting(said -> said.path("session").asText())
                .containsExactly(worker.toString());
        assertThat(stage.maestro("diff", "7").output()).contains("+half");
        assertThat(stage.maestro("state").output())
                .contains("ada-dev-1/7-develop-", "task 7  at work");
        assertThat(stage.maestro("state", "recover", "7-develop").output())
                .contains("recovered/", "ada-dev-1/7-develop-");
        assertThat(stage.maestro("task", "done").output()).contains("is handed over");
    }

    @Test
    void aSessionThatWorksIsNotInterruptedToLeadUnlessThatIsSaid() {
        stage.maestro("connect", "--as", "ada", "--agent", "sleep 600");
        stage.dispatch(stage.session("ada"), 7, "Add a file");
        await().atMost(Duration.ofSeconds(30)).until(() -> tasks().size() == 1);

        Processes.Finished refused = stage.maestro("team", "--dev", "1");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("ada does not lead yet", "--yes");
        assertThat(tasks()).hasSize(1);

        assertThat(stage.maestro("team", "--dev", "1", "--yes").exit()).isZero();
        assertThat(processes()).hasSize(1);
    }

    @Test
    void aTeamNeedsAConnectedLead() {
        Processes.Finished refused = stage.maestro("team", "--dev", "1", "--lead", "grace");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.output()).contains("no session grace", "maestro connect");
    }

    @Test
    void aProcessThatHasTheLeadsNumberButBeganAtAnotherTimeIsNotTheLead() {
        Lead self =
                new Lead(
                        ProcessHandle.current().pid(),
                        ProcessHandle.current().info().startInstant().orElseThrow(),
                        UUID.randomUUID(),
                        "ada@home");
        Lead other = new Lead(self.pid(), Instant.EPOCH, self.project(), self.name());

        assertThat(self.process()).contains(ProcessHandle.current());
        assertThat(other.process()).isEmpty();
        assertThat(Lead.parse(self.text())).isEqualTo(millis(self));
        assertThatThrownBy(() -> Lead.parse("7@now"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("7@now");
    }

    private static Lead millis(Lead lead) {
        return new Lead(
                lead.pid(),
                Instant.ofEpochMilli(lead.startedAt().toEpochMilli()),
                lead.project(),
                lead.name());
    }

    private static Path onlyFileOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst().orElseThrow();
        }
    }

    private void untilLogged(String line) {
        Path log = stage.home().resolve("run/daemon.log");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.readString(log).contains(line));
    }

    private JsonNode workers() {
        return Json.tree(stage.maestro("team", "--json").output());
    }

    private JsonNode tasks() {
        return Json.tree(stage.maestro("task", "list", "--json").output());
    }

    /** The workers that Studio hears. */
    private List<String> online() {
        List<String> online = new ArrayList<>();
        for (JsonNode worker : workers()) {
            if (worker.path("session").path("state").asText().equalsIgnoreCase("online")) {
                online.add(worker.path("name").asText());
            }
        }
        return online;
    }

    /** The workers that live. */
    private List<ProcessHandle> processes() {
        List<ProcessHandle> alive = new ArrayList<>();
        for (JsonNode worker : workers()) {
            if (worker.hasNonNull("pid")) {
                ProcessHandle.of(worker.path("pid").asLong()).ifPresent(alive::add);
            }
        }
        return alive;
    }
}
