package dev.maestro.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.pusher.Signer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Publishes over the signed HTTP API, on one connection. For one thread. */
final class HubPublisher implements AutoCloseable {

    private static final String PATH = "/apps/" + HubProcess.APP + "/events";

    private final Signer signer = new Signer(HubProcess.KEY, HubProcess.SECRET);
    private final String padding;
    private final Socket socket;
    private final InputStream in;

    HubPublisher(int port, int bytes) {
        this.padding = "x".repeat(bytes);
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void publish(String channel, long number) {
        String data = "#" + number + "#" + System.nanoTime() + "#" + padding;
        byte[] body =
                "{\"name\":\"e\",\"channel\":\"%s\",\"data\":\"%s\"}"
                        .formatted(channel, data)
                        .getBytes(UTF_8);
        SortedMap<String, String> query = new TreeMap<>();
        query.put("auth_key", HubProcess.KEY);
        query.put("auth_timestamp", String.valueOf(System.currentTimeMillis() / 1000));
        query.put("auth_version", "1.0");
        query.put("body_md5", md5(body));
        String signature = signer.request("POST", PATH, query);
        String parameters =
                query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
        String head =
                "POST %s?%s&auth_signature=%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n"
                        .formatted(PATH, parameters, signature, body.length);
        try {
            byte[] start = head.getBytes(US_ASCII);
            byte[] request = new byte[start.length + body.length];
            System.arraycopy(start, 0, request, 0, start.length);
            System.arraycopy(body, 0, request, start.length, body.length);
            socket.getOutputStream().write(request);
            readAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer is short, and its body is {@code {}}. */
    private void readAnswer() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n{}") < 0) {
            int next = in.read();
            if (next < 0 || answer.length() > 1000) {
                throw new IOException("not published: " + answer);
            }
            answer.append((char) next);
        }
    }

    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
