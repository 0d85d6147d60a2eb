package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * One run of a provider as turns of its program: it goes on with the conversation of an earlier
 * attempt where that still exists, and takes another turn as long as directives wait that it could
 * not be told while it worked.
 */
public final class Turns {

    private Turns() {}

    /** One start of the program. */
    @FunctionalInterface
    public interface Turn {
        Ended take(ProviderCall call, String prompt, Optional<String> session);
    }

    /**
     * How a start ended.
     *
     * @param session to go on with
     * @param unknown the session it was to go on with does not exist (any more): it did nothing
     */
    public record Ended(ProviderOutcome outcome, Optional<String> session, boolean unknown) {}

    public static ProviderOutcome of(ProviderCall call, Turn turn) {
        RunUsage usage = new RunUsage(call.transcript());
        ProviderCall heard = call.heardBy(usage);
        String prompt = prompt(call);
        Ended ended = turn.take(heard, prompt, call.resume());
        if (ended.unknown() && call.resume().isPresent() && !call.stop().stopped()) {
            usage.accept(
                    new AgentEvent.Note(
                            "the earlier conversation is gone; a new one begins with what is on"
                                    + " the branch"));
            ended = turn.take(heard, prompt, Optional.empty());
        }
        List<String> directives = waiting(call, ended);
        while (!directives.isEmpty()) {
            usage.turnEnded();
            usage.accept(new AgentEvent.Note("told: " + String.join(" / ", directives)));
            String next = Directives.prompt(directives);
            ended =
                    turn.take(
                            heard,
                            ended.session().isPresent() ? next : prompt + "\n\n" + next,
                            ended.session());
            directives = waiting(call, ended);
        }
        return ended.outcome();
    }

    /** After a failure they wait for the next run. */
    private static List<String> waiting(ProviderCall call, Ended ended) {
        return ended.outcome() instanceof ProviderOutcome.Finished
                ? call.steering().waiting()
                : List.of();
    }

    private static String prompt(ProviderCall call) {
        try {
            return Files.readString(call.prompt());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + call.prompt(), e);
        }
    }
}
