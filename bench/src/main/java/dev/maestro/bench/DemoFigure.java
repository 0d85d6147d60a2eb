package dev.maestro.bench;

import dev.maestro.demo.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The whole demo, when everything is built. */
final class DemoFigure implements Figure {

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public List<Row> measure(Path directory) {
        long began = System.nanoTime();
        ProcessBuilder demo =
                new ProcessBuilder(Programs.find().demo(List.of("--headless", "--json")))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("demo.log").toFile());
        demo.environment().put("MAESTRO_HOME", directory.resolve("home").toString());
        try {
            int exit = demo.start().waitFor();
            double seconds = (System.nanoTime() - began) / 1e9;
            return List.of(
                    new Row(
                            "demo when built, empty home"
                                    + (exit == 0 ? "" : ", FAILED: see demo.log"),
                            String.format(Locale.ROOT, "%.1f s", seconds),
                            "≤ 60 s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
