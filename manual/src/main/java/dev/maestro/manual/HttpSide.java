package dev.maestro.manual;

import dev.maestro.studio.Studio;
import dev.maestro.studio.platform.StudioConfig;
import dev.maestro.studio.web.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a Studio serves over HTTP.
 *
 * @param endpoints those of the contract
 * @param routes all that its server answers, the pages for people too
 */
public record HttpSide(List<Endpoint> endpoints, List<String> routes) {

    public HttpSide {
        endpoints = List.copyOf(endpoints);
        routes = List.copyOf(routes);
    }

    /** Asks one that is started in a temporary directory, and ended again. */
    static HttpSide ofAStudio() {
        try {
            Path home = Files.createTempDirectory("maestro-docs");
            try (Studio studio = Studio.start(config(home), InstantSource.system())) {
                return new HttpSide(studio.endpoints(), studio.routes());
            } finally {
                delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for a Studio", e);
        }
    }

    private static StudioConfig config(Path home) {
        Map<String, String> environment =
                Map.of("MAESTRO_HOME", home.toString(), "MAESTRO_STUDIO_PORT", "0");
        return StudioConfig.read(environment, StudioConfig.settings(environment));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
