package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.Recorded;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.settings.PermissionMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives a reader what an agent once said, answer by answer: each is given the id of the request of
 * the same method that the reader itself has made.
 */
final class AcpReplay implements AgentInput {

    static final Instant NOW = Instant.parse("2026-11-28T00:31:00Z");

    final Recorded recorded;
    final Steering steering = new Steering();
    final List<String> questions = new ArrayList<>();
    final List<ObjectNode> said = new ArrayList<>();
    final AcpReader reader;
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final Operator.Permission answer;
    private List<ObjectNode> once = List.of();
    private boolean closed;

    AcpReplay(String agent, String name, PermissionMode mode, Operator.Permission answer) {
        this(agent, name, mode, answer, Optional.empty(), Optional.empty());
    }

    AcpReplay(
            String agent,
            String name,
            PermissionMode mode,
            Operator.Permission answer,
            Optional<String> session,
            Optional<String> model) {
        this.recorded = Recorded.of(agent, name);
        this.answer = answer;
        this.reader =
                new AcpReader(
                        new AcpTask(
                                Path.of("/home/dev/repo"),
                                "create hello.txt",
                                session,
                                model,
                                mode,
                                Optional.empty()),
                        steering,
                        InstantSource.fixed(NOW));
    }

    ProviderOutcome plays() {
        once = recorded.lines(".sent.jsonl").stream().map(AcpReplay::json).toList();
        reader.started(this);
        for (String line : recorded.lines(".jsonl")) {
            ObjectNode message = json(line);
            if (!message.has("method")) {
                String method = method(once, message.path("id").asLong());
                message.put("id", said(method).path("id").asLong());
            }
            hears(message);
            answer();
        }
        return reader.outcome(0);
    }

    private void answer() {
        while (!answers.isEmpty()) {
            answers.poll().run();
        }
    }

    void hears(ObjectNode message) {
        reader.line(message.toString(), recorded.events::add);
    }

    /** The last request of that method. */
    ObjectNode said(String method) {
        return said.stream()
                .filter(message -> message.path("method").asText().equals(method))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("never said " + method));
    }

    boolean hasSaid(String method) {
        return said.stream().anyMatch(message -> message.path("method").asText().equals(method));
    }

    private static String method(List<ObjectNode> once, long id) {
        return once.stream()
                .filter(message -> message.has("method") && message.path("id").asLong() == id)
                .map(message -> message.path("method").asText())
                .findFirst()
                .orElseThrow();
    }

    static ObjectNode json(String line) {
        return JsonLine.parse(line).orElseThrow();
    }

    /** What was not asked then is agreed to. */
    private boolean neverSaid(ObjectNode message) {
        return once.stream().noneMatch(one -> one.path("method").equals(message.path("method")));
    }

    @Override
    public boolean say(String line) {
        ObjectNode message = json(line);
        said.add(message);
        if (!once.isEmpty() && message.has("method") && neverSaid(message)) {
            ObjectNode agreed = JsonLine.object();
            agreed.set("id", message.path("id"));
            agreed.putObject("result");
            answers.add(() -> hears(agreed));
        }
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void ask(String question, Consumer<Operator.Permission> then) {
        questions.add(question);
        answers.add(() -> then.accept(answer));
    }

    @Override
    public void hear(Consumer<Consumer<AgentEvent>> reading) {
        throw new AssertionError("an agent of the protocol speaks on its output only");
    }
}
