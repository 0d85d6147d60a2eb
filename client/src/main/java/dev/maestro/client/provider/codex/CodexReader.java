package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.Directives;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.LastWords;
import dev.maestro.client.agent.StreamReader;
import dev.maestro.client.agent.ToolSummary;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.settings.PermissionMode;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Talks with one Codex app server: begins or resumes a thread, takes turns, steers, ends. */
final class CodexReader implements StreamReader {

    private final CodexThread thread;
    private final Steering steering;
    private final InstantSource clock;
    private final ZoneId zone;
    private final CodexItems items = new CodexItems();
    private final CodexUsage usage = new CodexUsage();
    private final CodexEnd end = new CodexEnd();
    private final LastWords stderr = new LastWords();
    private @Nullable AgentInput input;
    private @Nullable CodexCalls calls;
    private Optional<String> session = Optional.empty();
    private Optional<String> model = Optional.empty();
    private boolean begun;

    /** Guarded by this, as are the next three: directives come on other threads. */
    private @Nullable String turn;

    private final List<String> refused = new ArrayList<>();
    private int steersOpen;
    private boolean turnOver;

    CodexReader(CodexThread thread, Steering steering, InstantSource clock, ZoneId zone) {
        this.thread = thread;
        this.steering = steering;
        this.clock = clock;
        this.zone = zone;
    }

    Optional<String> session() {
        return session;
    }

    boolean sessionUnknown() {
        return end.sessionUnknown();
    }

    @Override
    public void started(AgentInput open) {
        input = open;
        CodexCalls codex = new CodexCalls(open);
        calls = codex;
        ObjectNode hello = JsonLine.object();
        hello.putObject("clientInfo")
                .put("name", "maestro")
                .put("title", "Maestro")
                .put("version", "1");
        codex.call("initialize", hello, answer -> initialized(answer, codex));
    }

    private void initialized(JsonNode answer, CodexCalls codex) {
        if (failed(answer)) {
            return;
        }
        codex.tell("initialized");
        Optional<String> earlier = thread.resume();
        if (earlier.isPresent()) {
            codex.call(
                    "thread/resume",
                    thread.resume(earlier.get()),
                    resumed -> {
                        if (resumed.has("error")) {
                            end.unknownSession();
                            close();
                        } else {
                            inThread(resumed, codex);
                        }
                    });
        } else {
            codex.call("thread/start", thread.start(), started -> inThread(started, codex));
        }
    }

    private boolean failed(JsonNode answer) {
        if (answer.has("error")) {
            end.refused(answer.path("error"));
            close();
            return true;
        }
        return false;
    }

    private void inThread(JsonNode answer, CodexCalls codex) {
        if (failed(answer)) {
            return;
        }
        JsonNode result = answer.path("result");
        session = JsonLine.text(result.path("thread").path("id"));
        model =
                JsonLine.text(result.path("model"))
                        .or(() -> JsonLine.text(result.path("thread").path("model")));
        take(thread.prompt(), codex);
    }

    /** Begins a turn. */
    private void take(String prompt, CodexCalls codex) {
        ObjectNode params = said(prompt).put("threadId", session.orElse(""));
        codex.call("turn/start", params, this::failed);
    }

    private static ObjectNode said(String text) {
        ObjectNode params = JsonLine.object();
        params.putArray("input")
                .addObject()
                .put("type", "text")
                .put("text", text)
                .putArray("text_elements");
        return params;
    }

    @Override
    public void line(String line, Consumer<AgentEvent> events) {
        Optional<ObjectNode> parsed = JsonLine.parse(line);
        CodexCalls codex = calls;
        if (parsed.isEmpty() || codex == null) {
            stderr.add(line);
            return;
        }
        ObjectNode message = parsed.get();
        if (!message.has("method")) {
            codex.answered(message);
            begin(events);
        } else if (message.has("id")) {
            request(message, codex, events);
        } else {
            note(message.path("method").asText(), message.path("params"), codex, events);
        }
    }

    private void begin(Consumer<AgentEvent> events) {
        if (!begun && session.isPresent()) {
            begun = true;
            events.accept(new AgentEvent.Started(session, model));
        }
    }

    private void note(
            String method, JsonNode params, CodexCalls codex, Consumer<AgentEvent> events) {
        switch (method) {
            case "turn/started" -> turnStarted(params.path("turn").path("id").asText(), codex);
            case "turn/completed" -> turnCompleted(params.path("turn"), codex);
            case "thread/tokenUsage/updated" ->
                    usage.add(params, begunTurn())
                            .map(total -> total.inModel(model))
                            .ifPresent(total ->
                                    events.accept(new AgentEvent.UsageSoFar(total.usage())));
            case "account/rateLimits/updated" -> {
                end.limits(params.path("rateLimits"));
                CodexLimits.of(params.path("rateLimits")).forEach(events);
            }
            case "error" -> error(params, events);
            default -> items.note(method, params, events);
        }
    }

    private synchronized boolean begunTurn() {
        return turn != null;
    }

    private void error(JsonNode params, Consumer<AgentEvent> events) {
        JsonNode error = params.path("error");
        String said =
                JsonLine.text(error.path("additionalDetails"))
                        .orElseGet(() -> error.path("message").asText());
        events.accept(
                params.path("willRetry").asBoolean()
                        ? new AgentEvent.Retrying(CodexEnd.status(error), Optional.empty(), said)
                        : new AgentEvent.Error(said));
    }

    private void turnStarted(String id, CodexCalls codex) {
        synchronized (this) {
            turn = id;
            turnOver = false;
        }
        steering.takeWith(directive -> steer(directive, codex));
    }

    /** On the thread of whoever steers. */
    private synchronized boolean steer(String directive, CodexCalls codex) {
        String current = turn;
        if (current == null || turnOver) {
            return false;
        }
        ObjectNode params =
                said(Directives.prompt(List.of(directive)))
                        .put("threadId", session.orElse(""))
                        .put("expectedTurnId", current);
        boolean said =
                codex.call("turn/steer", params, answer -> steered(answer, directive, codex));
        steersOpen += said ? 1 : 0;
        return said;
    }

    private void steered(JsonNode answer, String directive, CodexCalls codex) {
        boolean over;
        synchronized (this) {
            steersOpen--;
            if (answer.has("error")) {
                refused.add(directive);
            }
            over = turnOver && steersOpen == 0;
        }
        if (over) {
            goOn(codex);
        }
    }

    private void turnCompleted(JsonNode completed, CodexCalls codex) {
        end.turn(completed);
        steering.takesNothing();
        boolean over;
        synchronized (this) {
            turnOver = true;
            over = steersOpen == 0;
        }
        if (over) {
            goOn(codex);
        }
    }

    /** Another turn for what came too late for the last one, or the end. */
    private void goOn(CodexCalls codex) {
        List<String> directives = new ArrayList<>();
        synchronized (this) {
            directives.addAll(refused);
            refused.clear();
        }
        if (end.well()) {
            directives.addAll(steering.waiting());
        }
        if (end.well() && !directives.isEmpty()) {
            take(Directives.prompt(directives), codex);
        } else {
            close();
        }
    }

    private void request(ObjectNode message, CodexCalls codex, Consumer<AgentEvent> events) {
        JsonNode id = message.path("id");
        JsonNode params = message.path("params");
        AgentInput open = input;
        switch (message.path("method").asText()) {
            // Changes of files stay within the worktree: that is what the agent is here for.
            case "item/fileChange/requestApproval" ->
                    codex.decide(id, params.path("grantRoot").isTextual() ? "decline" : "accept");
            case "item/commandExecution/requestApproval" -> {
                if (thread.mode() == PermissionMode.ALLOW) {
                    codex.decide(id, "accept");
                } else if (thread.mode() == PermissionMode.DENY || open == null) {
                    deny(params, "this machine's settings do not allow it", events);
                    codex.decide(id, "decline");
                } else {
                    ask(id, params, open, codex, events);
                }
            }
            default -> codex.refuse(id);
        }
    }

    private void ask(
            JsonNode id,
            JsonNode params,
            AgentInput open,
            CodexCalls codex,
            Consumer<AgentEvent> events) {
        open.ask(
                "Codex wants to run " + ToolSummary.line(CodexItems.command(params)),
                answer -> {
                    switch (answer) {
                        case ALLOWED -> codex.decide(id, "accept");
                        case DENIED -> {
                            deny(params, "the operator does not allow it", events);
                            codex.decide(id, "decline");
                        }
                        case UNANSWERED -> {
                            deny(params, "nobody answered in time", events);
                            codex.decide(id, "decline");
                        }
                    }
                });
    }

    private void deny(JsonNode params, String why, Consumer<AgentEvent> events) {
        events.accept(
                new AgentEvent.Denied(
                        "shell", ToolSummary.line(CodexItems.command(params)) + ": " + why));
    }

    private void close() {
        AgentInput open = input;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void errorLine(String line, Consumer<AgentEvent> events) {
        stderr.add(line);
    }

    @Override
    public ProviderOutcome outcome(int exit) {
        steering.takesNothing();
        return end.outcome(exit, stderr.text(), clock.instant(), zone);
    }
}
