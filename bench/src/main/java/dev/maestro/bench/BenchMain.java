package dev.maestro.bench;

import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code ./maestro bench [NAME…] [--json]}: all figures, or those that are named; with {@code
 * --json} the last line is an object of the numbers, by figure.
 */
public final class BenchMain {

    private static final List<Figure> FIGURES =
            List.of(
                    new MergeFigure(),
                    new StartFigure(),
                    new ClientStartFigure(),
                    new ClientMemoryFigure(),
                    new DispatchFigure(),
                    new CancelFigure(),
                    new SandboxFigure(),
                    new TranscriptFigure(),
                    new ThroughputFigure(),
                    new HubFigure(),
                    new HubClusterFigure(),
                    new HubSoakFigure(),
                    new DemoFigure());

    private BenchMain() {}

    public static void main(String[] arguments) {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean json = names.remove("--json");
        List<Figure> chosen =
                names.isEmpty()
                        ? FIGURES
                        : FIGURES.stream().filter(figure -> names.contains(figure.name())).toList();
        if (chosen.isEmpty()) {
            System.err.println(
                    "maestro: no such figure; there are "
                            + String.join(", ", FIGURES.stream().map(Figure::name).toList()));
            System.exit(2);
        }
        PrintStream out = System.out;
        out.printf(
                "%d cores, Java %s, %s%n%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.name"));
        out.println("| what | measured | target | command |");
        out.println("| --- | --- | --- | --- |");
        Map<String, Map<String, Double>> numbers = new LinkedHashMap<>();
        for (Figure figure : chosen) {
            for (Figure.Row row : figure.measure(empty(figure.name()))) {
                out.printf(
                        "| %s | %s | %s | `./maestro bench %s` |%n",
                        row.what(), row.measured(), row.target(), figure.name());
                numbers.computeIfAbsent(figure.name(), _ -> new TreeMap<>()).putAll(row.numbers());
            }
            out.flush();
        }
        if (json) {
            out.println(Json.write(numbers));
        }
        System.exit(0);
    }

    private static Path empty(String name) {
        Path root = Path.of(System.getProperty("maestro.root", "."));
        Path directory = root.resolve("bench/target/figures").resolve(name).toAbsolutePath();
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> tree = Files.walk(directory)) {
                    for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
