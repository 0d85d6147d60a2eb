package dev.maestro.client.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.daemon.DaemonStage;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
    void aTeamNeedsAConnectedLead() {
        Processes.Finished refused = stage.maestro("team", "--dev", "1", "--lead", "grace");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.output()).contains("no session grace", "maestro connect");
    }

    @Test
    void aProcessThatHasTheLeadsNumberButBeganAtAnotherTimeIsNotTheLead() {
        Lead self = Lead.of(ProcessHandle.current().pid(), UUID.randomUUID());
        Lead other = new Lead(self.pid(), Instant.parse("2020-01-01T00:00:00Z"), self.session());

        assertThat(self.process()).contains(ProcessHandle.current());
        assertThat(other.process()).isEmpty();
        assertThat(Lead.parse(self.text())).isEqualTo(millis(self));
        assertThatThrownBy(() -> Lead.parse("7@now"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("7@now");
    }

    private static Lead millis(Lead lead) {
        return new Lead(
                lead.pid(), Instant.ofEpochMilli(lead.startedAt().toEpochMilli()), lead.session());
    }

    /** The workers that live. */
    private List<ProcessHandle> processes() {
        List<ProcessHandle> alive = new ArrayList<>();
        for (JsonNode worker : Json.tree(stage.maestro("team", "--json").output())) {
            if (worker.hasNonNull("pid")) {
                ProcessHandle.of(worker.path("pid").asLong()).ifPresent(alive::add);
            }
        }
        return alive;
    }
}
