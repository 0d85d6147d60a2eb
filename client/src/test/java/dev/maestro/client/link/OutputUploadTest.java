package dev.maestro.client.link;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputUploadTest {

    @TempDir private Path directory;
    private ScriptedStudio studio;
    private LinkStage stage;
    private Path transcript;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void open() throws IOException {
        studio = new ScriptedStudio();
        stage = new LinkStage(studio, directory.resolve("outbox")).connected();
        transcript = Files.createFile(directory.resolve("transcript.log"));
    }

    @AfterEach
    void close() {
        stage.close();
        studio.close();
    }

    @Test
    void followsAFileThatGrows() throws IOException {
        stage.link.reports().output(run, 1, transcript);
        write("one\n");
        eventually(() -> assertThat(studio.output(run)).isEqualTo("one\n"));

        write("two\n");

        eventually(() -> assertThat(studio.output(run)).isEqualTo("one\ntwo\n"));
    }

    @Test
    void sendsALongFileInPieces() throws IOException {
        String text = "line of output\n".repeat(40_000);
        write(text);

        stage.link.reports().output(run, 1, transcript);

        eventually(() -> assertThat(studio.output(run)).isEqualTo(text));
    }

    @Test
    void goesOnWhereStudioIsAfterARestartOfTheDaemon() throws IOException {
        write("already there, and more");
        studio.hasOutput(run, "already there");

        stage.link.reports().output(run, 1, transcript);

        eventually(() -> assertThat(studio.output(run)).isEqualTo("already there, and more"));
    }

    @Test
    void survivesACutOfTheNetwork() throws IOException {
        studio.stop();
        write("written while Studio was away");
        stage.link.reports().output(run, 1, transcript);

        studio.start();

        eventually(() -> assertThat(studio.output(run)).isEqualTo("written while Studio was away"));
    }

    @Test
    void tellsOnceThatStudioIsFullAndLosesNothing() throws IOException {
        studio.refuseOutput(Optional.of(new Refused(RefusalCode.STORAGE_FULL, "disk full")));
        write("kept");
        stage.link.reports().output(run, 1, transcript);
        eventually(() -> assertThat(stage.calls.calls).containsExactly("storage full " + run));

        studio.refuseOutput(Optional.empty());

        eventually(() -> assertThat(studio.output(run)).isEqualTo("kept"));
        assertThat(stage.calls.calls).containsExactly("storage full " + run);
    }

    private void write(String text) throws IOException {
        Files.writeString(transcript, text, StandardOpenOption.APPEND);
    }
}
