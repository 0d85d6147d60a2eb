package dev.maestro.client.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.Directives;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.LastWords;
import dev.maestro.client.agent.StreamReader;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.settings.PermissionMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON lines of one Claude Code and answers them. A message from a person is echoed when
 * the model gets it; a result is the end only when none is on its way.
 */
final class ClaudeReader implements StreamReader {

    private final String prompt;
    private final PermissionMode mode;
    private final Steering steering;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ClaudeMessages messages = new ClaudeMessages();
    private final ClaudeUsage usage = new ClaudeUsage();
    private final LastWords stderr = new LastWords();
    private final ClaudeEnd end = new ClaudeEnd();
    private @Nullable AgentInput input;
    private Optional<String> session = Optional.empty();
    private boolean begun;

    /** Told by other threads, too. */
    private int sent;

    private int read;

    ClaudeReader(
            String prompt,
            PermissionMode mode,
            Steering steering,
            InstantSource clock,
            ZoneId zone) {
        this.prompt = prompt;
        this.mode = mode;
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
    public void started(AgentInput input) {
        this.input = input;
        tell(prompt);
    }

    /** A person's words, which the model reads at its next step. */
    private synchronized boolean tell(String text) {
        AgentInput open = input;
        boolean told = open != null && open.say(ClaudeSays.user(text));
        sent += told ? 1 : 0;
        return told;
    }

    /** Where nothing is echoed it cannot be told. */
    private synchronized boolean allRead() {
        return read >= sent || read == 0;
    }

    @Override
    public void line(String line, Consumer<AgentEvent> events) {
        Optional<ObjectNode> parsed = JsonLine.parse(line);
        if (parsed.isEmpty()) {
            stderr.add(line);
            return;
        }
        ObjectNode event = parsed.get();
        switch (event.path("type").asText()) {
            case "system" -> system(event, events);
            case "assistant" -> {
                end.saw(event);
                messages.assistant(event, events);
            }
            case "user" -> user(event, events);
            case "rate_limit_event" -> limit(event.path("rate_limit_info"), events);
            case "control_request" -> request(event, events);
            case "result" -> result(event, events);
            default -> {}
        }
    }

    private void system(ObjectNode event, Consumer<AgentEvent> events) {
        switch (event.path("subtype").asText()) {
            case "init" -> begin(event, events);
            case "api_retry" ->
                    events.accept(
                            new AgentEvent.Retrying(
                                    JsonLine.number(event.path("error_status")).map(Long::intValue),
                                    JsonLine.number(event.path("retry_delay_ms"))
                                            .map(Duration::ofMillis),
                                    "attempt %s of %s failed: %s"
                                            .formatted(
                                                    event.path("attempt").asText(),
                                                    event.path("max_retries").asText(),
                                                    event.path("error").asText("unknown"))));
            case "permission_denied" -> messages.denied(event, events);
            case "informational" ->
                    events.accept(new AgentEvent.Note(event.path("content").asText()));
            default -> {}
        }
    }

    private void begin(ObjectNode event, Consumer<AgentEvent> events) {
        session = JsonLine.text(event.path("session_id")).or(() -> session);
        if (!begun) {
            begun = true;
            events.accept(new AgentEvent.Started(session, JsonLine.text(event.path("model"))));
            steering.takeWith(directive -> tell(Directives.prompt(List.of(directive))));
        }
    }

    private void user(ObjectNode event, Consumer<AgentEvent> events) {
        if (event.path("isReplay").asBoolean()) {
            synchronized (this) {
                read++;
            }
            return;
        }
        messages.user(event, events);
    }

    private void limit(JsonNode limit, Consumer<AgentEvent> events) {
        Optional<Instant> resets =
                JsonLine.number(limit.path("resetsAt")).map(Instant::ofEpochSecond);
        if (limit.path("status").asText().equals("rejected")) {
            end.limited(resets);
        }
        JsonNode windows = limit.path("unifiedWindows");
        windows.properties()
                .forEach(window ->
                        events.accept(
                                new AgentEvent.LimitWindow(
                                        window.getKey(),
                                        JsonLine.decimal(window.getValue().path("utilization")),
                                        JsonLine.number(window.getValue().path("resetsAt"))
                                                .map(Instant::ofEpochSecond))));
        if (windows.isEmpty() && resets.isPresent()) {
            events.accept(
                    new AgentEvent.LimitWindow(
                            limit.path("rateLimitType").asText("limit"),
                            JsonLine.decimal(limit.path("utilization")),
                            resets));
        }
    }

    /** It waits for each answer, so each request gets one. */
    private void request(ObjectNode event, Consumer<AgentEvent> events) {
        AgentInput open = input;
        if (open == null) {
            return;
        }
        String id = event.path("request_id").asText();
        JsonNode request = event.path("request");
        if (!request.path("subtype").asText().equals("can_use_tool")) {
            open.say(ClaudeSays.refusal(id, "not known here"));
            return;
        }
        ClaudePermission permission = new ClaudePermission(id, request, open, messages, events);
        switch (mode) {
            case ALLOW -> permission.allow();
            case DENY -> permission.deny("This machine's settings do not allow it.");
            case ASK -> permission.ask();
        }
    }

    private void result(ObjectNode event, Consumer<AgentEvent> events) {
        end.result(event);
        messages.denials(event.path("permission_denials"), events);
        usage.add(event).ifPresent(total -> events.accept(new AgentEvent.UsageSoFar(total)));
        if (event.path("is_error").asBoolean()) {
            events.accept(
                    new AgentEvent.Error(
                            JsonLine.text(event.path("result"))
                                    .or(() -> JsonLine.text(event.path("errors").path(0)))
                                    .orElse("it ended with an error")));
        } else if (!allRead()) {
            return;
        }
        steering.takesNothing();
        AgentInput open = input;
        if (open == null) {
            return;
        }
        List<String> directives =
                event.path("is_error").asBoolean() ? List.of() : steering.waiting();
        if (directives.isEmpty()) {
            open.close();
        } else {
            tell(Directives.prompt(directives));
            steering.takeWith(directive -> tell(Directives.prompt(List.of(directive))));
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
