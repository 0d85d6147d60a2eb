package dev.maestro.client.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.maestro.client.daemon.Daemon;
import dev.maestro.testkit.Processes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LateTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path directory;

    @Test
    void aStudioIsTrustedAsThisJavaTrusts() throws Exception {
        SSLContext usual = SSLContext.getDefault();
        SSLContext itsOwn = selfSigned();
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.setHttpsConfigurator(new HttpsConfigurator(itsOwn));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("https://localhost:" + server.getAddress().getPort()))
                        .build();
        try (HttpClient client = Daemon.httpClient();
                HttpClient trusting = Daemon.httpClient()) {
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);

            SSLContext.setDefault(itsOwn);

            assertThat(trusting.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        } finally {
            SSLContext.setDefault(usual);
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = directory.resolve("keys");
        Processes.Finished made =
                Processes.run(
                        directory,
                        Map.of(),
                        Duration.ofSeconds(60),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-storepass",
                                String.valueOf(PASSWORD),
                                "-keystore",
                                file.toString()));
        assertThat(made.exit()).as(made.output()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory keyManagers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        TrustManagerFactory trustManagers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
