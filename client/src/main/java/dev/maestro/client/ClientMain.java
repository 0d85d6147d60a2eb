package dev.maestro.client;

import dev.maestro.client.cli.MaestroCommand;
import dev.maestro.client.cli.Surroundings;
import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.Once;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;

/** The program {@code maestro}: builds what a command needs, by hand. */
public final class ClientMain {

    private ClientMain() {}

    /** All commands, on the streams of this process. */
    public static CommandLine commandLine() {
        return MaestroCommand.in(surroundings());
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(surroundings(), arguments));
    }

    static int run(Surroundings here, String... arguments) throws InterruptedException {
        return MaestroCommand.run(arguments, here);
    }

    static Surroundings surroundings() {
        MaestroHome home =
                MaestroHome.of(System.getenv(), Path.of(System.getProperty("user.home")));
        InstantSource clock = InstantSource.system();
        boolean interactive = System.console() != null && System.console().isTerminal();
        return new Surroundings(
                home,
                Path.of("").toAbsolutePath(),
                new Once<>(() -> new Identities(home, Daemon.httpClient(), clock)),
                new DaemonLauncher(
                        home, ClientMain.class.getName(), System.getProperty("java.class.path")),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                interactive,
                interactive || showsOutput(),
                clock);
    }

    /** Of a terminal whose input is elsewhere Java says nothing; Linux does. */
    private static boolean showsOutput() {
        try {
            Path output = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return output.startsWith("/dev/pts")
                    || output.toString().matches("/dev/(tty|console).*");
        } catch (IOException unknown) {
            return false;
        }
    }
}
