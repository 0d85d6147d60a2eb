package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hub with the real pusher-js, which needs {@code node} and {@code npm} on the path. */
class PusherJsTest {

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void connectsSubscribesReceivesAndSends() throws IOException, InterruptedException {
        try (Stage stage = new Stage()) {
            Process page = NodeProject.starts("conversation.cjs", Integer.toString(stage.port()));
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
}
