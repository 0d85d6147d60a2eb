package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.RunMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people at this machine see of one attempt while it lasts. Any thread may use it. */
final class Watched {

    /** More open questions than a person can read are the newest ones only. */
    private static final int MOST_QUESTIONS = 20;

    final LiveOutput output = new LiveOutput();
    final Limits limits = new Limits();
    private final InstantSource clock;
    private final Questions permissions;
    private final List<QuestionView> questions = new ArrayList<>();
    private @Nullable String session;
    private @Nullable String model;
    private RunMethod.@Nullable Usage usage;
    private int directives;

    Watched(InstantSource clock, Questions permissions, int directives) {
        this.clock = clock;
        this.permissions = permissions;
        this.directives = directives;
    }

    synchronized void heard(AgentEvent event) {
        switch (event) {
            case AgentEvent.Started(Optional<String> named, Optional<String> uses) -> {
                session = named.orElse(session);
                model = uses.orElse(model);
            }
            case AgentEvent.UsageSoFar(RunMethod.Usage soFar) -> usage = soFar;
            case AgentEvent.LimitWindow window -> limits.heard(window);
            default -> {}
        }
    }

    synchronized void used(RunMethod.Usage soFar) {
        usage = soFar;
    }

    synchronized void steered() {
        directives++;
    }

    /** The run pauses until then. */
    void paused(RunMethod.Pause pause) {
        limits.heard(
                new AgentEvent.LimitWindow(
                        pause.reason().wireName(),
                        Optional.of(1.0),
                        Optional.of(pause.resumeAt())));
    }

    /** A question that the agent does not wait for. */
    synchronized void asked(String text) {
        questions.add(
                new QuestionView(
                        UUID.randomUUID(), text, clock.instant(), Optional.empty(), false));
        if (questions.size() > MOST_QUESTIONS) {
            questions.removeFirst();
        }
    }

    /** Takes a question that the agent does not wait for off the list. */
    synchronized Optional<QuestionView> answered(UUID id) {
        Optional<QuestionView> question =
                questions.stream().filter(each -> each.id().equals(id)).findFirst();
        question.ifPresent(questions::remove);
        return question;
    }

    synchronized LiveFacts facts() {
        Instant now = clock.instant();
        Stream<QuestionView> waiting =
                permissions.waiting().stream()
                        .map(each ->
                                new QuestionView(
                                        each.id(),
                                        each.text(),
                                        each.askedAt(),
                                        Optional.of(each.until()),
                                        each.permission()));
        return new LiveFacts(
                Optional.ofNullable(session),
                Optional.ofNullable(model),
                Optional.ofNullable(usage),
                limits.known(now),
                directives,
                Stream.concat(waiting, questions.stream()).toList());
    }
}
