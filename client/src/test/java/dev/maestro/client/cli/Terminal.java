package dev.maestro.client.cli;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.Once;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;

/** Calls commands in this process, each as a program of its own. */
final class Terminal implements AutoCloseable {

    /** What a command said and how it ended. */
    record Said(int exit, String out, String err) {}

    private final HttpClient http = Daemon.httpClient();
    private final MaestroHome home;
    private Path directory;

    Terminal(Path home, Path directory) {
        this.home = new MaestroHome(home);
        this.directory = directory;
    }

    void goTo(Path elsewhere) {
        directory = elsewhere;
    }

    Said maestro(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = MaestroCommand.in(surroundings(out, err)).execute(words);
        return new Said(exit, out.toString(), err.toString());
    }

    Surroundings surroundings(StringWriter out, StringWriter err) {
        return new Surroundings(
                home,
                directory,
                new Once<>(() -> new Identities(home, http, InstantSource.system())),
                new DaemonLauncher(home, "none", ""),
                new BufferedReader(new StringReader("")),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false,
                false,
                InstantSource.system());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
