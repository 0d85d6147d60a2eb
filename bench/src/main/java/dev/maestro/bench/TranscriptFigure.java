package dev.maestro.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What it costs the daemon to listen to an agent that says 50 MB: in a process of its own with the
 * daemon's settings, once from cold, so that nothing is flattered by a warm compiler.
 */
final class TranscriptFigure implements Figure {

    private static final int MEGABYTE = 1_000_000;
    private static final int STREAM = 50 * MEGABYTE;
    private static final int TIMES = 3;

    /** Sizes of tool results in bytes, as a working agent has them: mostly small, some large. */
    private static final int[] RESULTS = {200, 1_500, 700, 12_000, 300, 4_000, 60_000, 900};

    @Override
    public String name() {
        return "transcript";
    }

    @Override
    public List<Row> measure(Path directory) {
        Path stream = directory.resolve("stream.jsonl");
        write(stream);
        Samples cpu = new Samples();
        String heap = "";
        for (int i = 0; i < TIMES; i++) {
            String[] said = listen(directory, stream).split(" ");
            cpu.add(Long.parseLong(said[0]));
            heap =
                    String.format(
                            Locale.ROOT,
                            "%d events; heap after it %s MiB of 64",
                            Long.parseLong(said[1]),
                            said[2]);
        }
        return List.of(
                new Row(
                        "CPU to read a Claude Code stream of 50 MB, from cold, median of 3",
                        cpu.median(),
                        "≤ 1000 ms"),
                new Row("what came of it, and what was kept in memory", heap, "constant"));
    }

    private static String listen(Path directory, Path stream) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TranscriptProgram.class.getName(),
                                directory.toString(),
                                stream.toString()));
        try {
            Process process =
                    new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("the listener failed: " + said);
            }
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path stream) {
        try (BufferedWriter out = Files.newBufferedWriter(stream)) {
            out.write(
                    "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s\",\"model\":\"m\"}\n");
            long written = 0;
            for (int step = 0; written < STREAM; step++) {
                String lines = step(step, RESULTS[step % RESULTS.length]);
                out.write(lines);
                written += lines.length();
            }
            out.write(
                    """
                    {"type":"result","subtype":"success","is_error":false,"result":"Done",\
                    "usage":{"input_tokens":1,"output_tokens":1},"total_cost_usd":0.1}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Claude Code says when it runs a command: words, the call, and the result twice. */
    private static String step(int number, int size) {
        String output =
                "src/main/java/Example.java: a line of output \\\"%d\\\"\\n".formatted(number);
        String result = output.repeat(size / output.length() + 1);
        return """
        {"type":"assistant","message":{"id":"m%1$d","role":"assistant","content":[{"type":"text","text":"Step %1$d: I look at the output."}],"usage":{"input_tokens":1000,"output_tokens":1}},"parent_tool_use_id":null,"session_id":"s","uuid":"u"}
        {"type":"assistant","message":{"id":"m%1$d","role":"assistant","content":[{"type":"tool_use","id":"t%1$d","name":"Bash","input":{"command":"grep -rn example-%1$d src"}}],"usage":{"input_tokens":1000,"output_tokens":1}},"parent_tool_use_id":null,"session_id":"s","uuid":"u"}
        {"type":"user","message":{"role":"user","content":[{"tool_use_id":"t%1$d","type":"tool_result","content":"%2$s","is_error":false}]},"parent_tool_use_id":null,"session_id":"s","uuid":"u","tool_use_result":{"stdout":"%2$s","stderr":"","interrupted":false,"isImage":false}}
        """
                .formatted(number, result);
    }
}
