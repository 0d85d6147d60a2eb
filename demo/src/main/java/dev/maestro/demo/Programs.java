package dev.maestro.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the packaged programs are started, as the launcher does it.
 *
 * @param root the checkout with the built modules
 */
public record Programs(Path root) {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    /**
     * The programs of the checkout that the launcher names by {@code -Dmaestro.root}, else of the
     * directory above the current one that holds them.
     */
    public static Programs find() {
        String named = System.getProperty("maestro.root");
        if (named != null) {
            return new Programs(Path.of(named));
        }
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("studio/target/lib"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("the programs are not built: run ./maestro demo");
        }
        return new Programs(directory);
    }

    /** Studio, with the flags of {@code ./maestro studio}. */
    public List<String> studio() {
        return java(
                "studio",
                "dev.maestro.studio.StudioMain",
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xms32m",
                        "-Xmx160m",
                        "-XX:MaxMetaspaceSize=128m",
                        "-Xss512k"),
                List.of());
    }

    /** The client, with the flags of the launcher. */
    public List<String> client(List<String> arguments) {
        return java(
                "client",
                "dev.maestro.client.ClientMain",
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"),
                arguments);
    }

    /** The demo, with the flags of the launcher. */
    public List<String> demo(List<String> arguments) {
        return java(
                "demo",
                "dev.maestro.demo.DemoMain",
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Dmaestro.root=" + root),
                arguments);
    }

    private List<String> java(
            String module, String main, List<String> flags, List<String> arguments) {
        Path target = root.resolve(module).resolve("target");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(flags);
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-cp");
        line.add(target.resolve(module + "-" + VERSION + ".jar") + ":" + target.resolve("lib/*"));
        line.add(main);
        line.addAll(arguments);
        return List.copyOf(line);
    }
}
