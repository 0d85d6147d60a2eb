package dev.maestro.studio;

import dev.maestro.postgres.PostgresFailed;
import dev.maestro.postgres.PostgresInUse;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.platform.Settings;
import dev.maestro.studio.platform.StudioConfig;
import dev.maestro.studio.web.CannotListen;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The program behind {@code ./maestro studio}: starts Studio and stays until it is told to end.
 * Exit codes: 2 the settings are wrong, 3 it cannot start (port or database in use).
 */
public final class StudioMain {

    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 3;

    private StudioMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            if (!List.of("--help", "-h").contains(arguments[0])) {
                end(
                        WRONG_SETTINGS,
                        new Refused(
                                RefusalCode.INVALID_PARAMS,
                                "unknown option %s; settings are in the environment: see --help"
                                        .formatted(arguments[0])));
            }
            System.out.print(help());
            return;
        }
        try {
            run();
        } catch (Refused wrong) {
            end(WRONG_SETTINGS, wrong);
        } catch (CannotListen | PostgresInUse | PostgresFailed cannot) {
            end(CANNOT_START, cannot);
        }
    }

    /** What {@code --help} prints. */
    public static String help() {
        String settings =
                StudioConfig.SETTINGS.stream()
                        .map(setting ->
                                "  %-30s %s%n"
                                        .formatted(setting.variable(), setting.meaningAndUsual()))
                        .collect(Collectors.joining());
        return """
        maestro studio: the web plane, with its own PostgreSQL

        %s
        The same settings, but the first, may stand in MAESTRO_HOME/studio.properties (studio.port = 7300).
        """
                .formatted(settings);
    }

    private static void run() throws InterruptedException {
        Settings settings = StudioConfig.settings(System.getenv());
        StudioConfig config = StudioConfig.read(System.getenv(), settings);
        settings.refuseMistakes();
        Studio studio = Studio.start(config, InstantSource.system());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    studio.close();
                                    ended.countDown();
                                },
                                "end"));
        PrintStream out = System.out;
        studio.setupLink()
                .ifPresent(link ->
                        out.println(
                                "Nobody has signed up yet. The first owner does so here, once: "
                                        + link));
        // Last, so that whoever waits for this line has seen all the others.
        out.println("Studio is ready: " + studio.url());
        out.flush();
        ended.await();
    }

    private static void end(int code, RuntimeException why) {
        System.err.println("maestro studio: " + why.getMessage());
        System.exit(code);
    }
}
