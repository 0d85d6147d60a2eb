package dev.maestro.client.provider.opencode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in OpenCode's place: what another program prints, it says over HTTP as events; what it
 * is asked, it notes beside that program. It waits for what the recorded events answer to: the
 * prompt, a permission, a second prompt.
 */
public final class PlayedServer {

    private static final Pattern SESSION = Pattern.compile("\"sessionID\":\"(ses_\\w+)\"");

    private final Path told;
    private final BufferedReader output;
    private final List<String> read = new ArrayList<>();
    private final Semaphore prompts = new Semaphore(0);
    private final Semaphore replies = new Semaphore(0);
    private String session = "ses_none";

    private PlayedServer(Path told, BufferedReader output) {
        this.told = told;
        this.output = output;
    }

    /** The program and its arguments. */
    public static void main(String... arguments) throws Exception {
        Process program =
                new ProcessBuilder(arguments)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        PlayedServer server =
                new PlayedServer(Path.of(arguments[0] + ".told"), program.inputReader(UTF_8));
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::answer);
        http.createContext("/event", server::speak);
        server.findSession();
        http.start();
        System.out.println(
                "opencode server listening on http://127.0.0.1:" + http.getAddress().getPort());
        Runtime.getRuntime().halt(program.waitFor());
    }

    private void findSession() throws IOException {
        String line = output.readLine();
        while (line != null) {
            read.add(line);
            Matcher found = SESSION.matcher(line);
            if (found.find()) {
                session = found.group(1);
                return;
            }
            line = output.readLine();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Files.writeString(
                told,
                "%s %s %s\n".formatted(exchange.getRequestMethod(), path, body),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        byte[] answer = "{\"id\":\"%s\"}".formatted(session).getBytes(UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
        if (path.endsWith("/prompt_async")) {
            prompts.release();
        } else if (path.endsWith("/reply")) {
            replies.release();
        }
    }

    private void speak(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String line : read) {
                say(out, line);
            }
            String line = output.readLine();
            while (line != null) {
                say(out, line);
                line = output.readLine();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(OutputStream out, String line) throws IOException, InterruptedException {
        if (line.contains("\"type\":\"message.part.updated\"") && isPersons(line)) {
            prompts.acquire();
        }
        out.write(("data: " + line + "\n\n").getBytes(UTF_8));
        out.flush();
        if (line.contains("\"type\":\"permission.asked\"")) {
            replies.acquire();
        }
    }

    /** A person's words have no time of their own. */
    private static boolean isPersons(String line) {
        return line.contains("\"type\":\"text\"") && !line.contains("\"time\":{");
    }
}
