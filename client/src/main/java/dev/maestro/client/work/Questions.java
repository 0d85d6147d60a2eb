package dev.maestro.client.work;

import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What the agent of one run has asked and nobody has answered yet. Any thread may use it. */
final class Questions implements Operator {

    /**
     * One that waits.
     *
     * @param answers what may be answered; empty when any text may be
     */
    record Waiting(UUID id, String text, Instant askedAt, Instant until, List<String> answers) {

        /** Whether it asks for leave, so that yes or no is wanted. */
        boolean permission() {
            return answers.equals(List.of(ALLOW, DENY));
        }
    }

    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    /** An agent that asks more at one time is not waiting for a person. */
    private static final int MOST = 16;

    private record Entry(Waiting question, CompletableFuture<Optional<String>> answer) {}

    private final Map<UUID, Entry> open = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final StopSignal stop;
    private final Consumer<Waiting> asked;
    private volatile boolean ended;

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
        return ask(question, List.of(ALLOW, DENY), patience)
                .map(answer -> answer.equals(ALLOW) ? Permission.ALLOWED : Permission.DENIED)
                .orElse(Permission.UNANSWERED);
    }

    /**
     * Waits for a person's answer; empty when nobody gave one in time, or the run was ended.
     *
     * @param answers what may be answered; empty when any text may be
     * @throws Refused {@code capacity} when too many wait already
     */
    Optional<String> ask(String question, List<String> answers, Duration patience)
            throws InterruptedException {
        Instant now = clock.instant();
        Waiting waiting =
                new Waiting(UUID.randomUUID(), question, now, now.plus(patience), answers);
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        if (open.size() >= MOST) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    "%d questions wait for an answer already".formatted(open.size()));
        }
        open.put(waiting.id(), new Entry(waiting, answer));
        try (StopSignal.Registration _ = stop.onStop(() -> answer.complete(Optional.empty()))) {
            if (ended) {
                return Optional.empty();
            }
            asked.accept(waiting);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nobody) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            open.remove(waiting.id());
        }
    }

    /** The agent is gone: nobody waits any more. */
    void end() {
        ended = true;
        open.values().forEach(entry -> entry.answer().complete(Optional.empty()));
    }

    /**
     * False when no such question waits.
     *
     * @throws Refused {@code invalid_params} when it is none of the question's answers
     */
    boolean answer(UUID question, String answer) {
        Entry entry = open.get(question);
        if (entry == null) {
            return false;
        }
        List<String> offered = entry.question().answers();
        if (!offered.isEmpty() && !offered.contains(answer)) {
            throw Refused.invalid(
                    "answer",
                    "\"%s\" is no answer: %s".formatted(answer, String.join(" or ", offered)));
        }
        return entry.answer().complete(Optional.of(answer));
    }

    /**
     * What a person says to a question that waits.
     *
     * @param words the answer itself, but where a permission is asked for: there yes or no is
     */
    Optional<String> word(UUID question, boolean yes, Optional<String> words) {
        return Optional.ofNullable(open.get(question))
                .map(entry ->
                        entry.question().permission()
                                ? yes ? ALLOW : DENY
                                : words.orElse(yes ? "yes" : "no"));
    }

    /** The oldest first. */
    List<Waiting> waiting() {
        return open.values().stream()
                .map(Entry::question)
                .sorted(Comparator.comparing(Waiting::askedAt))
                .toList();
    }
}
