package dev.maestro.client.link;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.testkit.Processes;
import dev.maestro.testkit.RunningProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxKilledTest {

    @TempDir private Path directory;
    private final UUID session = UUID.randomUUID();
    private final UUID run = UUID.randomUUID();
    private ScriptedStudio studio;

    @BeforeEach
    void open() {
        studio = new ScriptedStudio();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void aReportSurvivesAKillBetweenItsWritingAndItsAcknowledgementAndIsSentOnceMore() {
        studio.ignore(MethodName.RUN_FAIL);
        try (RunningProgram killed = start(run.toString())) {
            eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(1));
            killed.killAlone();
        }
        studio.answer(MethodName.RUN_FAIL, _ -> Map.of());

        try (RunningProgram _ = start()) {
            eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(2));
            eventually(() -> assertThat(Outbox.open(directory).pending()).isEmpty());
        }
        try (RunningProgram _ = start()) {
            eventually(() -> assertThat(studio.asked(MethodName.SESSION_HELLO)).hasSize(3));
            int beats = studio.asked(MethodName.SESSION_HEARTBEAT).size();
            eventually(() ->
                    assertThat(studio.asked(MethodName.SESSION_HEARTBEAT))
                            .hasSizeGreaterThan(beats));
        }
        assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(2);
        assertThat(studio.asked(MethodName.RUN_FAIL).getFirst())
                .isEqualTo(studio.asked(MethodName.RUN_FAIL).getLast());
    }

    private RunningProgram start(String... settled) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(studio.url().toString(), session.toString(), directory.toString()));
        arguments.addAll(List.of(settled));
        return Processes.start(
                directory,
                Map.of(),
                Processes.java(OutboxProgram.class, arguments.toArray(String[]::new)));
    }
}
