package dev.maestro.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    @TempDir private Path directory;

    static RunMethod.Fail failure(UUID run, long fence, String detail) {
        return new RunMethod.Fail(
                run,
                fence,
                FailureReason.CHECKS_FAILED,
                detail,
                Optional.of("tail"),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void anotherProcessFindsWhatWasPut() {
        RunMethod report = failure(UUID.randomUUID(), 3, "red");

        Outbox.open(directory).put(report);

        assertThat(Outbox.open(directory).pending()).containsExactly(report);
    }

    @Test
    void forgetsWhatWasAcknowledged() {
        Outbox outbox = Outbox.open(directory);
        RunMethod report = failure(UUID.randomUUID(), 1, "red");
        outbox.put(report);

        outbox.acknowledged(report);

        assertThat(Outbox.open(directory).pending()).isEmpty();
    }

    @Test
    void theFirstReportOfADispatchStays() {
        Outbox outbox = Outbox.open(directory);
        UUID run = UUID.randomUUID();
        outbox.put(failure(run, 1, "first"));

        outbox.put(failure(run, 1, "second"));

        assertThat(outbox.pending()).containsExactly(failure(run, 1, "first"));
    }

    @Test
    void keepsARefusedReportAsideWithTheReason() {
        Outbox outbox = Outbox.open(directory);
        RunMethod report = failure(UUID.randomUUID(), 1, "red");
        outbox.put(report);

        outbox.refused(report, new Refused(RefusalCode.LEASE_LOST, "too late"));

        String name = report.run() + "-1.json";
        assertThat(outbox.pending()).isEmpty();
        assertThat(directory.resolve("refused").resolve(name)).content().contains("red");
        assertThat(directory.resolve("refused").resolve(name + ".why"))
                .content()
                .isEqualTo("lease_lost: too late\n");
    }

    @Test
    void keepsAFileAsideThatAKilledWriterOrAPersonBroke() throws IOException {
        Files.writeString(directory.resolve("half.json"), "{\"method\":\"run.com");
        Files.writeString(directory.resolve("x.json123.tmp"), "{");

        assertThat(Outbox.open(directory).pending()).isEmpty();

        assertThat(directory.resolve("refused").resolve("half.json")).exists();
        assertThat(directory.resolve("x.json123.tmp")).doesNotExist();
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        Outbox outbox = Outbox.open(directory.resolve("own"));
        RunMethod report = failure(UUID.randomUUID(), 1, "red");
        outbox.put(report);

        try (var files = Files.list(directory.resolve("own"))) {
            assertThat(files)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file).toString())
                                    .doesNotContain("GROUP", "OTHERS"));
        }
    }
}
