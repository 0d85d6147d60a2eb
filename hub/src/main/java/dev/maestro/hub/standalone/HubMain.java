package dev.maestro.hub.standalone;

import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The program behind {@code ./maestro hub}: starts a hub and stays until it is told to end. Exit
 * codes: 2 the command line is wrong, 3 it cannot start (port in use).
 */
public final class HubMain {

    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 3;
    private static final String LOGGING = "logback.configurationFile";

    private HubMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(help());
            return;
        }
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "dev/maestro/hub/standalone/logback.xml");
        }
        try {
            run(words);
        } catch (WrongOption wrong) {
            end(WRONG_SETTINGS, wrong.getMessage());
        } catch (JavalinBindException taken) {
            end(CANNOT_START, taken.getMessage());
        }
    }

    /** What {@code --help} prints. */
    public static String help() {
        return CommandLine.help();
    }

    private static void run(List<String> words) throws InterruptedException {
        Draft draft = CommandLine.read(words, System.getenv());
        HubServer server = HubServer.start(draft.host, draft.port, draft.config());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    ended.countDown();
                                },
                                "end"));
        // Last, so that whoever waits for this line finds everything in place.
        System.out.println("Hub is ready: http://" + draft.host + ":" + server.port());
        System.out.flush();
        ended.await();
    }

    private static void end(int code, @Nullable String why) {
        System.err.println("maestro hub: " + why);
        System.exit(code);
    }
}
