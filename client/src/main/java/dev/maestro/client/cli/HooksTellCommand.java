package dev.maestro.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.door.DoorCall;
import dev.maestro.client.door.DoorClient;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A hook calls it with what happened; the run's page shows it. It never fails. */
@Command(name = "tell", hidden = true, description = "Show on the run's page what a hook says.")
final class HooksTellCommand implements Callable<Integer> {

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_MESSAGE = 300;

    private final Surroundings here;

    HooksTellCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException {
        Optional<DoorClient> run =
                System.getenv("MAESTRO_RUN") == null
                        ? DoorClient.find(Map.of(), here.home(), here.directory())
                        : Optional.empty();
        if (run.isPresent()) {
            try {
                run.get().progress(new DoorCall.Progress(sentence(event())));
            } catch (Refused gone) {
                return ExitCode.OK;
            }
        }
        return ExitCode.OK;
    }

    private JsonNode event() throws IOException {
        char[] text = new char[LONGEST];
        int length = 0;
        for (int read = 0; read >= 0 && length < LONGEST; length += Math.max(read, 0)) {
            read = here.in().read(text, length, LONGEST - length);
        }
        return Json.tree(new String(text, 0, length));
    }

    private static String sentence(JsonNode event) {
        String message = event.path("message").asText();
        if (event.path("hook_event_name").asText().equals("Stop")) {
            return "the agent has ended its turn";
        }
        return message.isBlank()
                ? "the agent needs its person"
                : "the agent needs its person: "
                        + message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
    }
}
