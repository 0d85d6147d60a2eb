package dev.maestro.hub.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HubMainTest {

    @RepeatedTest(5)
    void servesUntilItIsToldToEndAndAsksClientsToBackOff() throws Exception {
        Process hub =
                starts("--port", "0", "--app", "1:my-key:my-secret", "--close-spread", "100ms");
        try (BufferedReader says = hub.inputReader()) {
            String ready = says.readLine();
            assertThat(ready).startsWith("Hub is ready: http://127.0.0.1:");
            String address = ready.substring("Hub is ready: ".length());
            HttpClient http = HttpClient.newHttpClient();
            HttpResponse<String> up =
                    http.send(
                            HttpRequest.newBuilder(URI.create(address + "/up")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(up.body()).isEqualTo("{\"health\":\"OK\"}");
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(address.replace("http", "ws") + "/app/my-key?protocol=7"),
                            new CloseEar(closed))
                    .join();

            hub.destroy();

            assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo(4100);
            assertThat(hub.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            hub.destroyForcibly();
        }
    }

    @RepeatedTest(5)
    void cutsOffNobodyWhoComesInItsLastMoment() throws Exception {
        Process hub = starts("--port", "0", "--app", "1:my-key:my-secret", "--close-spread", "0s");
        try (BufferedReader says = hub.inputReader();
                HttpClient http = HttpClient.newHttpClient()) {
            URI address =
                    URI.create(
                            says.readLine()
                                            .substring("Hub is ready: ".length())
                                            .replace("http", "ws")
                                    + "/app/my-key?protocol=7");
            BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
            hub.destroy();
            int opened = 0;
            boolean listening = true;
            while (listening) {
                CompletableFuture<Integer> closed = new CompletableFuture<>();
                closed.thenAccept(codes::add);
                try {
                    http.newWebSocketBuilder().buildAsync(address, new CloseEar(closed)).join();
                    opened++;
                } catch (CompletionException refused) {
                    listening = false;
                }
            }

            for (int i = 0; i < opened; i++) {
                assertThat(codes.poll(30, TimeUnit.SECONDS)).isEqualTo(4100);
            }
            assertThat(hub.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            hub.destroyForcibly();
        }
    }

    @Test
    void endsWithThreeWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process hub =
                    starts("--port", Integer.toString(taken.getLocalPort()), "--app", "1:k:s");

            assertThat(errors(hub)).contains("maestro hub: ", "port");
            assertThat(hub.waitFor()).isEqualTo(3);
        }
    }

    @Test
    void endsWithTwoWhenTheCommandLineIsWrong() throws Exception {
        Process hub = starts("--prt", "7");

        assertThat(errors(hub)).contains("maestro hub: unknown option --prt");
        assertThat(hub.waitFor()).isEqualTo(2);
    }

    private static String errors(Process hub) throws IOException {
        return new String(hub.getErrorStream().readAllBytes(), UTF_8);
    }

    private static Process starts(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HubMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private record CloseEar(CompletableFuture<Integer> closed) implements WebSocket.Listener {

        @Override
        public @org.jspecify.annotations.Nullable CompletableFuture<?> onClose(
                WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
