package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hub with the real pusher-js, which needs {@code node} and {@code npm} on the path. */
class PusherJsTest {

    private static final Path SOURCES = Path.of("src", "test", "resources", "pusherjs");
    private static final Path INSTALLED = Path.of("target", "pusherjs");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void connectsSubscribesReceivesAndSends() throws IOException, InterruptedException {
        install();

        try (Stage stage = new Stage()) {
            Process page = starts("node", "conversation.cjs", Integer.toString(stage.port()));
            try (BufferedReader says = page.inputReader()) {
                assertThat(says.readLine()).isEqualTo("state connected");
                assertThat(says.readLine()).isEqualTo("subscribed private-room");

                String entered = stage.hears();
                SocketId socket = new SocketId(entered.substring(0, entered.indexOf(' ')));
                assertThat(entered).isEqualTo(socket + " entered private-room");
                assertThat(stage.hears())
                        .isEqualTo(
                                "client-hello on private-room from "
                                        + socket
                                        + ": {\"from\":\"pusher-js\",\"n\":1.5}");

                stage.publishes("private-room", "greeting", "{\"text\":\"grüß dich\"}");
                assertThat(says.readLine()).isEqualTo("greeting grüß dich");
                assertThat(says.readLine()).startsWith("error ").contains("4009");
                assertThat(says.readLine()).isEqualTo("refused 401");
                assertThat(stage.hears()).endsWith(": {\"done\":true}");

                stage.hub.closeSocket(socket, CloseCode.UNAUTHORIZED);
                assertThat(says.readAllLines()).last().isEqualTo("state disconnected");
                assertThat(page.waitFor()).isZero();
            } finally {
                page.destroyForcibly();
            }
        }
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file :
                List.of("package.json", "package-lock.json", ".npmrc", "conversation.cjs")) {
            Files.copy(
                    SOURCES.resolve(file),
                    INSTALLED.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED.resolve("node_modules/pusher-js/package.json"))) {
            Process npm = starts("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            String output = new String(npm.getInputStream().readAllBytes(), UTF_8);
            assertThat(npm.waitFor()).as(output).isZero();
        }
    }

    private static Process starts(String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
