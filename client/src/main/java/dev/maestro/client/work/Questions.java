package dev.maestro.client.work;

import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What the agent of one run has asked and nobody has answered yet. Any thread may use it. */
final class Questions implements Operator {

    /** One that waits. */
    record Waiting(UUID id, String text, Instant askedAt, Instant until) {}

    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    /** What may be answered to a request for permission. */
    static final List<String> ANSWERS = List.of(ALLOW, DENY);

    private record Entry(Waiting question, CompletableFuture<Permission> answer) {}

    private final Map<UUID, Entry> open = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final StopSignal stop;
    private final Consumer<Waiting> asked;

    /**
     * @param asked tells Studio and the screen
     */
    Questions(InstantSource clock, StopSignal stop, Consumer<Waiting> asked) {
        this.clock = clock;
        this.stop = stop;
        this.asked = asked;
    }

    @Override
    public Permission permission(String question, Duration patience) throws InterruptedException {
        Instant now = clock.instant();
        Waiting waiting = new Waiting(UUID.randomUUID(), question, now, now.plus(patience));
        CompletableFuture<Permission> answer = new CompletableFuture<>();
        open.put(waiting.id(), new Entry(waiting, answer));
        try (StopSignal.Registration _ =
                stop.onStop(() -> answer.complete(Permission.UNANSWERED))) {
            asked.accept(waiting);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nobody) {
            return Permission.UNANSWERED;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            open.remove(waiting.id());
        }
    }

    /**
     * False when no such question waits.
     *
     * @throws Refused {@code invalid_params} when it is none of {@link #ANSWERS}
     */
    boolean answer(UUID question, String answer) {
        Permission permission =
                switch (answer) {
                    case ALLOW -> Permission.ALLOWED;
                    case DENY -> Permission.DENIED;
                    default ->
                            throw Refused.invalid(
                                    "answer",
                                    "\"%s\" is no answer: %s"
                                            .formatted(answer, String.join(" or ", ANSWERS)));
                };
        Entry entry = open.get(question);
        return entry != null && entry.answer().complete(permission);
    }

    /** The answer that lets an agent do it, or not. */
    static String word(boolean yes) {
        return yes ? ALLOW : DENY;
    }

    /** The oldest first. */
    List<Waiting> waiting() {
        return open.values().stream()
                .map(Entry::question)
                .sorted(Comparator.comparing(Waiting::askedAt))
                .toList();
    }
}
