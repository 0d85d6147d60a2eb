package dev.maestro.client.cli;

import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.platform.MaestroHome;
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
        InstantSource clock) {

    Identities identities() {
        return who.get();
    }

    void say(String line) {
        out.println(line);
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
