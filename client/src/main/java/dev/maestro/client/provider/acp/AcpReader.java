package dev.maestro.client.provider.acp;

import static dev.maestro.client.agent.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.Directives;
import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.StreamReader;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.McpServer;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One start of an agent, from the greeting to the answer to the last prompt: a session is made or
 * taken up, mode and model are chosen, the prompt is said, and what waits when a turn ends is the
 * next prompt.
 */
final class AcpReader implements StreamReader {

    private static final long PROTOCOL = 1;

    private final AcpTask task;
    private final Steering steering;
    private final AcpUpdates updates = new AcpUpdates();
    private final AcpFailure failures;
    private final AcpCalls calls = new AcpCalls();
    private final AcpQuestions questions;
    private final Deque<AcpChoices.Choice> chooses = new ArrayDeque<>();
    private @Nullable AgentInput input;
    private @Nullable String session;
    private @Nullable ProviderOutcome outcome;
    private boolean prompted;
    private boolean steerable;
    private boolean unknown;
    private String lastError = "";

    AcpReader(AcpTask task, Steering steering, InstantSource clock) {
        this.task = task;
        this.steering = steering;
        this.failures = new AcpFailure(clock);
        this.questions = new AcpQuestions(task.permission(), updates.tools(), this::say);
    }

    Optional<String> session() {
        return Optional.ofNullable(session);
    }

    /** Whether it was to go on with a session that is gone. */
    boolean unknownSession() {
        return unknown;
    }

    @Override
    public void started(AgentInput agent) {
        input = agent;
        ObjectNode params = JsonLine.object().put("protocolVersion", PROTOCOL);
        ObjectNode capabilities = params.putObject("clientCapabilities");
        capabilities.putObject("fs").put("readTextFile", false).put("writeTextFile", false);
        capabilities.put("terminal", false);
        params.putObject("clientInfo").put("name", "maestro").put("version", "1");
        call("initialize", params, this::greeted);
    }

    private void call(String method, ObjectNode params, AcpCalls.Answer answer) {
        say(calls.request(method, params, answer));
    }

    private void say(String line) {
        AgentInput agent = input;
        if (agent != null && !agent.say(line) && outcome == null) {
            finish(
                    new ProviderOutcome.Failed(
                            new AgentFailure.Crashed(0, "the agent does not listen")));
        }
    }

    @Override
    public void line(String line, Consumer<AgentEvent> events) {
        JsonLine.parse(line)
                .ifPresent(message -> {
                    if (!message.has("method")) {
                        calls.answered(message, events);
                    } else if (message.has("id")) {
                        request(message, events);
                    } else {
                        notification(message, events);
                    }
                });
    }

    private void notification(ObjectNode message, Consumer<AgentEvent> events) {
        if (message.path("method").asText().equals("session/update")) {
            JsonNode update = message.path("params").path("update");
            if (prompted) {
                updates.update(update, events);
            } else {
                updates.replayed(update);
            }
        }
    }

    /** Files and terminals are its own business: we stand outside the fence. */
    private void request(ObjectNode message, Consumer<AgentEvent> events) {
        if (message.path("method").asText().equals("session/request_permission")) {
            updates.endText(events);
            AgentInput agent = input;
            if (agent != null) {
                questions.ask(agent, message.path("id"), message.path("params"), events);
            }
        } else {
            say(AcpWire.refusal(message.path("id"), "this client does not offer it"));
        }
    }

    private void greeted(JsonNode result, JsonNode error, Consumer<AgentEvent> events) {
        if (error.isObject()) {
            finish(new ProviderOutcome.Failed(failures.of(error)));
            return;
        }
        steerable = result.path("_meta").path("steering").path("supported").asBoolean();
        JsonNode abilities = result.path("agentCapabilities");
        ObjectNode params = JsonLine.object().put("cwd", task.worktree().toString());
        params.set("mcpServers", task.tools().map(McpServer::acp).orElseGet(params::arrayNode));
        if (task.session().isEmpty()) {
            call("session/new", params, this::begun);
            return;
        }
        boolean resumes = abilities.path("sessionCapabilities").has("resume");
        if (!resumes && !abilities.path("loadSession").asBoolean()) {
            forgotten();
            return;
        }
        updates.usage().goesOn();
        params.put("sessionId", task.session().get());
        call(resumes ? "session/resume" : "session/load", params, this::begun);
    }

    private void forgotten() {
        unknown = true;
        finish(new ProviderOutcome.Failed(new AgentFailure.Crashed(0, "the session is gone")));
    }

    private void begun(JsonNode result, JsonNode error, Consumer<AgentEvent> events) {
        if (error.isObject()) {
            AgentFailure failure = failures.of(error);
            if (task.session().isPresent() && !(failure instanceof AgentFailure.BadCredentials)) {
                forgotten();
            } else {
                finish(new ProviderOutcome.Failed(failure));
            }
            return;
        }
        String id = text(result.path("sessionId")).or(task::session).orElse("");
        session = id;
        AcpChoices choices = new AcpChoices(id, result);
        Optional<String> model = task.model().or(choices::currentModel);
        model.ifPresent(updates.usage()::model);
        events.accept(new AgentEvent.Started(Optional.of(id), model));
        choices.mode(task.permission()).ifPresent(chooses::add);
        task.model().flatMap(choices::model).ifPresent(chooses::add);
        choose();
    }

    /** One after the other, and then the prompt: some say of a choice that it is made as words. */
    private void choose() {
        AcpChoices.Choice next = chooses.poll();
        if (next == null) {
            prompt(task.prompt());
        } else {
            call(
                    next.method(),
                    next.params(),
                    (_, error, events) -> {
                        refused(error, events);
                        choose();
                    });
        }
    }

    private static void refused(JsonNode error, Consumer<AgentEvent> events) {
        if (error.isObject()) {
            events.accept(
                    new AgentEvent.Error("the agent refused: " + error.path("message").asText()));
        }
    }

    private void prompt(String words) {
        prompted = true;
        updates.promptBegins();
        call("session/prompt", AcpWire.prompt(String.valueOf(session), words), this::ended);
        if (steerable) {
            steering.takeWith(this::steer);
        }
    }

    private boolean steer(String directive) {
        AgentInput agent = input;
        return agent != null
                && agent.say(
                        calls.request(
                                "_session/steering",
                                AcpWire.prompt(
                                        String.valueOf(session),
                                        Directives.prompt(List.of(directive))),
                                (_, error, events) -> refused(error, events)));
    }

    private void ended(JsonNode result, JsonNode error, Consumer<AgentEvent> events) {
        steering.takesNothing();
        updates.promptEnds(result, events);
        Optional<AgentFailure> failure = failure(result, error);
        if (failure.isPresent()) {
            finish(new ProviderOutcome.Failed(failure.get()));
            return;
        }
        List<String> waiting = steering.waiting();
        if (waiting.isEmpty()) {
            finish(new ProviderOutcome.Finished());
        } else {
            events.accept(new AgentEvent.Note("told: " + String.join(" / ", waiting)));
            prompt(Directives.prompt(waiting));
        }
    }

    private Optional<AgentFailure> failure(JsonNode result, JsonNode error) {
        if (error.isObject()) {
            return Optional.of(failures.of(error));
        }
        return switch (result.path("stopReason").asText()) {
            case "end_turn" ->
                    updates.complaint()
                            .map(said ->
                                    failures.ofWords(said)
                                            .orElseGet(() ->
                                                    new AgentFailure.Crashed(
                                                            0, FailureWords.shortened(said))));
            case "max_turn_requests" ->
                    Optional.of(new AgentFailure.NoProgress("it took the most turns it may"));
            case String reason ->
                    Optional.of(new AgentFailure.Declined("the turn ended with: " + reason));
        };
    }

    private void finish(ProviderOutcome how) {
        outcome = how;
        AgentInput agent = input;
        if (agent != null) {
            agent.close();
        }
    }

    @Override
    public void errorLine(String line, Consumer<AgentEvent> events) {
        if (!line.isBlank()) {
            lastError = line;
        }
    }

    @Override
    public ProviderOutcome outcome(int exit) {
        ProviderOutcome known = outcome;
        return known == null
                ? new ProviderOutcome.Failed(
                        failures.ofWords(lastError)
                                .orElseGet(() ->
                                        new AgentFailure.Crashed(
                                                exit, FailureWords.shortened(lastError))))
                : known;
    }
}
