package dev.maestro.client.cli;

import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PlainText;
import dev.maestro.protocol.json.Json;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a command works with.
 *
 * @param who asked for by those commands only that speak to Studio: what it needs takes longer to
 *     load than a short command takes to run
 * @param interactive whether a person can be asked
 * @param shown whether what is printed goes to a terminal rather than into a file or a program
 */
public record Surroundings(
        MaestroHome home,
        Path directory,
        Supplier<Identities> who,
        DaemonLauncher launcher,
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        boolean shown,
        InstantSource clock) {

    Identities identities() {
        return who.get();
    }

    /** One line for a person. Agents and Studios have a say in most of them. */
    void say(String line) {
        out.println(PlainText.line(line));
    }

    /** The same, where an answer follows in the line. */
    void ask(String question) {
        out.print(PlainText.line(question));
        out.flush();
    }

    /** Beside what the command has to say. */
    void warn(String text) {
        text.lines().map(PlainText::line).forEach(err::println);
    }

    /** A text to be kept or read by a program: as it is, except before a person's eyes. */
    void hand(String text) {
        if (shown) {
            text.lines().forEach(this::say);
        } else {
            out.print(text);
        }
        out.flush();
    }

    void sayJson(Object value) {
        out.println(Json.writePretty(value));
    }

    /**
     * Those of this home and of its teams' workers.
     *
     * @throws NotConnected when no daemon runs
     */
    List<SeenDaemon> daemons() {
        List<SeenDaemon> all = SeenDaemon.all(home);
        if (all.isEmpty()) {
            throw nobody();
        }
        return all;
    }

    /**
     * @throws NotConnected when no daemon runs
     */
    DaemonClient daemon() {
        return DaemonClient.find(home).orElseThrow(Surroundings::nobody);
    }

    private static NotConnected nobody() {
        return new NotConnected("no daemon runs here; `maestro connect` starts it");
    }
}
