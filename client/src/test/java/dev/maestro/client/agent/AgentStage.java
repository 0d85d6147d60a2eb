package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.HandOver;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.provider.TranscriptSink;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.protocol.work.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** Calls a provider as an attempt does, and keeps what it says. */
public final class AgentStage {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final Path directory;
    public final Path worktree;
    public final Path scratch;
    public final Path prompt;
    public final String mark = "test-" + UUID.randomUUID();
    public final List<AgentEvent> events = new CopyOnWriteArrayList<>();
    public final Steering steering = new Steering();
    public final StopSignal stop = new StopSignal();
    public final HandOver handOver = new HandOver();
    public final List<String> questions = new CopyOnWriteArrayList<>();
    private Operator.Permission answer = Operator.Permission.DENIED;
    private Optional<String> resume = Optional.empty();
    private Confinement confinement = Confinement.off();

    public AgentStage(Path directory) throws IOException {
        this(directory, directory.resolve("worktree"));
    }

    public AgentStage(Path directory, Path worktree) throws IOException {
        this.directory = directory;
        this.worktree = Files.createDirectories(worktree);
        scratch = Files.createDirectories(directory.resolve("scratch"));
        prompt = Files.writeString(directory.resolve("prompt.md"), "Do it.\n");
    }

    public AgentStage resuming(String session) {
        resume = Optional.of(session);
        return this;
    }

    public AgentStage behind(Confinement fence) {
        confinement = fence;
        return this;
    }

    public AgentStage answering(Operator.Permission permission) {
        answer = permission;
        return this;
    }

    public AgentStage prompting(String text) throws IOException {
        Files.writeString(prompt, text);
        return this;
    }

    public ProviderCall call() {
        return new ProviderCall(
                Purpose.DEVELOP,
                worktree,
                prompt,
                scratch,
                Map.of("MAESTRO_RUN", "r-1"),
                mark,
                ModelSize.MEDIUM,
                resume,
                confinement,
                sink(),
                steering,
                this::asked,
                stop,
                handOver);
    }

    private Operator.Permission asked(String question, Duration patience) {
        questions.add(question);
        return answer;
    }

    private TranscriptSink sink() {
        return new TranscriptSink() {
            @Override
            public void append(byte[] bytes, int length) {
                events.add(
                        new AgentEvent.Text(new String(bytes, 0, length, StandardCharsets.UTF_8)));
            }

            @Override
            public void accept(AgentEvent event) {
                events.add(event);
            }
        };
    }

    /** Runs it on a thread of its own. */
    public CompletableFuture<ProviderOutcome> starts(Provider provider) {
        return starts(provider::run);
    }

    public CompletableFuture<ProviderOutcome> starts(
            Function<ProviderCall, ProviderOutcome> provider) {
        ProviderCall call = call();
        CompletableFuture<ProviderOutcome> outcome = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("test-run")
                .daemon()
                .start(() -> {
                    try {
                        outcome.complete(provider.apply(call));
                    } catch (RuntimeException | Error e) {
                        outcome.completeExceptionally(e);
                    }
                });
        return outcome;
    }

    public ProviderOutcome runs(Provider provider) {
        return starts(provider)
                .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    public <T extends AgentEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <T extends AgentEvent> T awaits(Class<T> type) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> !all(type).isEmpty());
        return all(type).getLast();
    }

    /** The agent's own words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        all(AgentEvent.Text.class).forEach(part -> text.append(part.text()));
        return text.toString();
    }

    /** A program of one shell script. */
    public Path program(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable " + file);
        }
        return file;
    }
}
