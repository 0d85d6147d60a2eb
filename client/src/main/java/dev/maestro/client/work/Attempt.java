package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.HandOver;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.sandbox.SandboxRefused;
import dev.maestro.git.GitFailed;
import dev.maestro.protocol.work.AgentLine;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dispatch of one run on this machine, from the prompt to the report, on a thread of its own.
 * Every way out goes through one place that closes the transcript, keeps unfinished work, removes
 * the worktree and reports.
 */
final class Attempt implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** How long a run waits after Studio had no room for its output. */
    private static final Duration STORAGE_PAUSE = Duration.ofSeconds(60);

    /** How long the dispatch before this one may take to stop. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Tools tools;
    private final Dispatch packet;
    private final Optional<Attempt> earlier;
    private final Consumer<Attempt> ended;
    private final StopSignal stop = new StopSignal();
    private final HandOver handOver = new HandOver();
    private final Steering steering = new Steering();
    private final Directives directives;
    private final Questions questions;
    private final AgentDesk desk;
    private final Watched watched;
    private final RunFiles files;
    private final Workplace place;
    private final Instant since;
    private final Thread thread;
    private volatile String step = "preparing";
    private volatile AgentLine.@Nullable Limit limit;
    private volatile boolean cancelledHere;

    /**
     * @param earlier a dispatch of the same run that was told to stop: it must be gone before this
     *     one touches the branch
     */
    Attempt(Tools tools, Dispatch packet, Optional<Attempt> earlier, Consumer<Attempt> ended) {
        this.tools = tools;
        this.packet = packet;
        this.earlier = earlier;
        this.ended = ended;
        this.since = tools.clock().instant();
        this.questions = new Questions(tools.clock(), stop, this::asked);
        this.watched = new Watched(tools.clock(), questions, packet.directives().size());
        this.files =
                RunFiles.create(
                        tools.config().home(), tools.config().session(), packet, worktreeName());
        this.directives = new Directives(packet, files, steering, tools.reports());
        this.desk = new AgentDesk(packet, directives, questions, tools.reports());
        this.place = new Workplace(tools, packet, files, worktreeName());
        this.thread =
                Thread.ofPlatform()
                        .name("run-" + packet.run().toString().substring(0, 8))
                        .unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Waits for the end; false when it takes longer. */
    boolean join(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /** What the agent has is saved first, for it may clear up when it is told to end. */
    void stop(FailureReason why) {
        if (!stop.stopped()) {
            place.unfinished().ifPresent(WorkInProgress::saveBeforeStop);
        }
        stop.stop(why);
    }

    /** Brings unfinished work to safety while the run goes on. */
    void save() {
        try {
            place.unfinished().ifPresent(WorkInProgress::save);
        } catch (RuntimeException e) {
            LOG.warn("run {} could not be saved now: {}", packet.run(), e.getMessage());
        }
    }

    Delivery steer(String text, Optional<UUID> directive) {
        Delivery delivery = directives.give(text, directive);
        watched.steered();
        LOG.info("run {} steered: {}", packet.run(), delivery.sentence());
        return delivery;
    }

    boolean answer(UUID question, String answer) {
        return questions.answer(question, answer);
    }

    void handOver() {
        handOver.done();
    }

    /** A person at this machine wants it to end: to Studio it is a failure that asks a person. */
    void cancel() {
        cancelledHere = true;
        stop(FailureReason.CANCELLED_BY_OPERATOR);
    }

    /**
     * A person's answer, of which Studio is told; words beside a permission are said to the agent.
     *
     * @return when the agent hears it; empty when no such question waits
     * @throws dev.maestro.protocol.Refused {@code invalid_params} when it is none of those offered
     */
    Optional<Delivery> answer(UUID question, boolean yes, Optional<String> words) {
        Optional<String> word = questions.word(question, yes, words);
        if (word.isPresent() && questions.answer(question, word.get())) {
            tools.reports()
                    .send(
                            new RunMethod.Answered(
                                    packet.run(), packet.fence(), question, word.get()));
            words.filter(text -> !text.equals(word.get()))
                    .ifPresent(text -> steer(text, Optional.empty()));
            return Optional.of(Delivery.NOW);
        }
        return watched.answered(question)
                .map(asked ->
                        steer(
                                "The answer to \"%s\": %s"
                                        .formatted(asked.text(), words.orElse(yes ? "yes" : "no")),
                                Optional.empty()));
    }

    OutputPiece output(long after, Duration patience) throws InterruptedException {
        return watched.output.after(after, patience);
    }

    Dispatch packet() {
        return packet;
    }

    RunView view() {
        return new RunView(
                packet.run(),
                packet.fence(),
                packet.purpose(),
                packet.task().map(task -> task.task()),
                packet.task().map(task -> task.number()),
                packet.task().map(task -> task.title()).orElse(packet.planTitle()),
                step,
                since,
                Optional.of(
                        tools.config()
                                .home()
                                .worktrees(tools.config().project())
                                .resolve(worktreeName())),
                files.prompt(),
                step.equals("working") && tools.provider().waitsForPerson(),
                watched.facts());
    }

    private String worktreeName() {
        return packet.task().map(task -> task.number() + "-").orElse("")
                + packet.purpose().wireName()
                + "-"
                + packet.run().toString().substring(0, 8)
                + "-"
                + packet.fence();
    }

    @Override
    public void run() {
        try {
            if (earlier.isPresent()) {
                earlier.get().join(STOP_PATIENCE);
            }
            Ending ending;
            try (Transcript transcript =
                            new Transcript(
                                    files.transcript(), words(), this::line, watched.output);
                    EventLog events = new EventLog(files.events(), tools.clock())) {
                tools.reports().output(packet.run(), packet.fence(), files.transcript());
                ending = perform(transcript, events);
                transcript.note(sentence(ending));
            } finally {
                tools.reports().outputClosed(packet.run(), packet.fence());
            }
            steering.end();
            closeConversation(ending);
            place.leave(ending);
            report(ending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("run {} could not be ended in order", packet.run(), e);
            report(Failure.of(packet, FailureReason.INTERNAL, String.valueOf(e.getMessage())));
        } finally {
            watched.output.end();
            ended.accept(this);
        }
    }

    private Ending perform(Transcript transcript, EventLog events) {
        Ending ending;
        try {
            Ground ground =
                    new Ground(
                            tools,
                            packet,
                            files,
                            place,
                            transcript,
                            conversation(events),
                            stop,
                            handOver);
            ending = Steps.perform(ground, next -> step = next);
        } catch (SandboxRefused e) {
            ending =
                    Failure.of(
                            packet, FailureReason.SANDBOX_REFUSED, String.valueOf(e.getMessage()));
        } catch (GitFailed e) {
            ending = Failure.of(packet, FailureReason.INTERNAL, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("run {} failed by our own fault", packet.run(), e);
            ending = Failure.of(packet, FailureReason.INTERNAL, e.toString());
        }
        Optional<FailureReason> stopped = stop.reason();
        if (stopped.isPresent()) {
            if (cancelledHere && stopped.get() == FailureReason.CANCELLED_BY_OPERATOR) {
                return Failure.of(packet, stopped.get(), "cancelled at the machine it ran on");
            }
            return stopped.get() == FailureReason.STORAGE_FULL
                    ? paused(
                            FailureReason.STORAGE_FULL, tools.clock().instant().plus(STORAGE_PAUSE))
                    : new Ending.Abandoned(stopped.get());
        }
        AgentLine.Limit reached = limit;
        boolean failed =
                ending instanceof Ending.Settled(RunMethod terminal)
                        && terminal instanceof RunMethod.Fail;
        return reached != null && failed ? paused(reached.reason(), reached.resumeAt()) : ending;
    }

    private Optional<Path> words() {
        return packet.purpose() == Purpose.REVIEW ? Optional.of(files.words()) : Optional.empty();
    }

    private Conversation conversation(EventLog events) {
        return new Conversation(agentSession(), steering, questions, desk, this::heard, events);
    }

    private AgentSession agentSession() {
        return new AgentSession(
                tools.config()
                        .home()
                        .agentSessions(
                                packet.task().map(task -> task.task()).orElse(packet.plan())),
                packet.purpose().wireName() + "-" + tools.provider().name());
    }

    /**
     * A conversation goes on after an interruption, and from round to round of the same work; one
     * that failed, or whose judgement was given, is over.
     */
    private void closeConversation(Ending ending) {
        boolean goesOn =
                switch (ending) {
                    case Ending.Settled(RunMethod.Complete _) ->
                            packet.purpose() == Purpose.DEVELOP || packet.purpose() == Purpose.TEST;
                    case Ending.Settled _ -> false;
                    case Ending.Paused _, Ending.Abandoned _ -> true;
                };
        if (!goesOn) {
            agentSession().forget();
        }
    }

    /** What the agent does, on the thread that reads its output. */
    private void heard(AgentEvent event) {
        watched.heard(event);
        if (event instanceof AgentEvent.UsageSoFar(RunMethod.Usage usage)) {
            tools.reports().send(new RunMethod.UsageReport(packet.run(), packet.fence(), usage));
        }
    }

    private void asked(Questions.Waiting question) {
        tools.reports()
                .send(
                        new RunMethod.Question(
                                packet.run(),
                                packet.fence(),
                                question.text(),
                                Optional.of(question.id()),
                                question.answers(),
                                Optional.of(question.until())));
    }

    private Ending paused(FailureReason reason, Instant resumeAt) {
        return new Ending.Paused(
                new RunMethod.Pause(
                        packet.run(), packet.fence(), reason, resumeAt, reason.sentence()));
    }

    private void report(Ending ending) {
        switch (ending) {
            case Ending.Settled(RunMethod terminal) -> tools.reports().settle(terminal);
            case Ending.Paused(RunMethod.Pause pause) -> {
                watched.paused(pause);
                tools.reports().send(pause);
            }
            case Ending.Abandoned(FailureReason why) ->
                    LOG.info("run {} was stopped: {}", packet.run(), why.sentence());
        }
    }

    /** An agent's line, on the thread that reads its output. */
    private void line(String text) {
        switch (AgentLine.read(text, tools.clock().instant()).orElse(null)) {
            case null -> {}
            case AgentLine.Subtask(RunMethod.SubtaskRequest request) ->
                    tools.reports()
                            .send(new RunMethod.Subtask(packet.run(), packet.fence(), request));
            case AgentLine.Question(String question) -> {
                watched.asked(question);
                tools.reports()
                        .send(new RunMethod.Question(packet.run(), packet.fence(), question));
            }
            case AgentLine.UsageSoFar(RunMethod.Usage usage) -> {
                watched.used(usage);
                tools.reports()
                        .send(new RunMethod.UsageReport(packet.run(), packet.fence(), usage));
            }
            case AgentLine.Progress(String progress) ->
                    tools.reports()
                            .send(new RunMethod.Progress(packet.run(), packet.fence(), progress));
            case AgentLine.Limit reached -> limit = reached;
            case AgentLine.Malformed(String line, String why) ->
                    LOG.warn("run {} said \"{}\": {}", packet.run(), line, why);
        }
    }

    private static String sentence(Ending ending) {
        return switch (ending) {
            case Ending.Settled(RunMethod.Fail fail) ->
                    "failed: %s (%s)".formatted(fail.reason().sentence(), fail.detail());
            case Ending.Settled _ -> "done";
            case Ending.Paused(RunMethod.Pause pause) ->
                    "paused until %s: %s".formatted(pause.resumeAt(), pause.reason().sentence());
            case Ending.Abandoned(FailureReason why) -> "stopped: " + why.sentence();
        };
    }
}
