package dev.maestro.client.provider.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.Directives;
import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.StreamReader;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One start of {@code opencode serve}: its output tells only where it listens; everything else is
 * asked and heard over HTTP, on threads of its own.
 */
final class OpenCodeReader implements StreamReader, AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("opencode server listening on (\\S+)");

    /** The password and the prompt go there: nowhere but to this machine. */
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]{1,5})/?");

    private static final int LAST_PORT = 65_535;

    /** Heartbeats and catalogues are no sign that the model does anything. */
    private static final Set<String> TELLING =
            Set.of(
                    "message.updated",
                    "message.part.updated",
                    "message.part.delta",
                    "session.status",
                    "session.idle",
                    "session.error",
                    "permission.asked",
                    "question.asked");

    private static final Duration LAST_BREATH = Duration.ofSeconds(2);

    /** Asks the server for something; an answer that does not come ends the run. */
    @FunctionalInterface
    private interface Request {
        void send(OpenCodeSession session) throws IOException;
    }

    private final OpenCodeTask task;
    private final Steering steering;
    private final OpenCodeFailure failures;
    private final OpenCodeParts parts = new OpenCodeParts();
    private final OpenCodePermissions permissions;
    private final Set<String> spoken = new HashSet<>();
    private @Nullable AgentInput input;
    private volatile @Nullable OpenCodeSession session;
    private volatile boolean steered;
    private @Nullable ProviderOutcome outcome;
    private @Nullable AgentFailure failure;
    private @Nullable AgentFailure retried;
    private boolean busy;
    private boolean begun;
    private boolean lost;
    private boolean unknown;
    private String lastWords = "";

    OpenCodeReader(OpenCodeTask task, Steering steering, InstantSource clock) {
        this.task = task;
        this.steering = steering;
        this.failures = new OpenCodeFailure(clock);
        this.permissions =
                new OpenCodePermissions(
                        task.permission(),
                        (request, allowed) -> ask(open -> open.permit(request, allowed)));
    }

    Optional<String> session() {
        OpenCodeSession open = session;
        return open == null ? Optional.empty() : Optional.of(open.id()).filter(id -> !id.isEmpty());
    }

    /** Whether it was to go on with a session that is gone. */
    boolean unknownSession() {
        return unknown;
    }

    @Override
    public void started(AgentInput agent) {
        input = agent;
    }

    @Override
    public void line(String line, Consumer<AgentEvent> events) {
        Matcher listening = LISTENING.matcher(line);
        if (session == null && listening.find()) {
            connect(listening.group(1));
        } else if (!line.isBlank()) {
            lastWords = line;
        }
    }

    private void connect(String said) {
        Matcher address = ADDRESS.matcher(said);
        int port = address.matches() ? Integer.parseInt(address.group(1)) : 0;
        if (port < 1 || port > LAST_PORT) {
            finish(
                    failed(
                            new AgentFailure.Crashed(
                                    0,
                                    "it listens where it must not: "
                                            + FailureWords.shortened(said))));
            return;
        }
        OpenCodeSession open = new OpenCodeSession(URI.create("http://127.0.0.1:" + port), task);
        session = open;
        Thread.ofVirtual().name("opencode-events").start(() -> listen(open));
    }

    private void listen(OpenCodeSession open) {
        try {
            open.listen(event -> {
                String type = event.path("type").asText();
                if (type.equals("server.connected")) {
                    ask(this::begin);
                } else if (TELLING.contains(type)) {
                    hear(events -> event(type, event.path("properties"), events));
                }
            });
            hear(_ -> lost("it ended"));
        } catch (IOException | UncheckedIOException e) {
            hear(_ -> lost(String.valueOf(e.getMessage())));
        }
    }

    private void hear(Consumer<Consumer<AgentEvent>> reading) {
        AgentInput agent = input;
        if (agent != null) {
            agent.hear(reading);
        }
    }

    private void ask(Request request) {
        OpenCodeSession open = session;
        if (open != null) {
            Thread.ofVirtual()
                    .name("opencode-request")
                    .start(() -> {
                        try {
                            request.send(open);
                        } catch (IOException e) {
                            hear(_ -> lost(String.valueOf(e.getMessage())));
                        }
                    });
        }
    }

    private void begin(OpenCodeSession open) throws IOException {
        if (!open.open()) {
            hear(_ -> {
                unknown = true;
                finish(failed(new AgentFailure.Crashed(0, "the session is gone")));
            });
            return;
        }
        hear(events -> {
            begun = true;
            events.accept(new AgentEvent.Started(Optional.of(open.id()), task.model()));
        });
        open.say(task.prompt());
        steering.takeWith(directive -> steer(open, directive));
    }

    private boolean steer(OpenCodeSession open, String directive) {
        try {
            open.say(Directives.prompt(List.of(directive)));
            steered = true;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void event(String type, JsonNode about, Consumer<AgentEvent> events) {
        if (!begun || outcome != null) {
            return;
        }
        String of = about.path("sessionID").asText();
        boolean own = session().filter(of::equals).isPresent();
        switch (type) {
            case "message.updated" -> message(about.path("info"));
            case "message.part.updated" -> {
                JsonNode part = about.path("part");
                if (own && part.path("type").asText().equals("step-finish")) {
                    retried = null;
                }
                if (spoken.contains(part.path("messageID").asText())) {
                    parts.part(part, own, events);
                }
            }
            case "session.status" -> status(about.path("status"), own, events);
            case "session.error" -> {
                if (own) {
                    error(about.path("error"), events);
                }
            }
            case "session.idle" -> {
                if (own && busy) {
                    busy = false;
                    idle(events);
                }
            }
            case "permission.asked" -> {
                AgentInput agent = input;
                if (agent != null) {
                    permissions.ask(agent, about, events);
                }
            }
            case "question.asked" -> {
                events.accept(new AgentEvent.Denied("question", "nobody answers it in a run"));
                ask(open -> open.refuseQuestion(about.path("id").asText()));
            }
            default -> {}
        }
    }

    private void message(JsonNode message) {
        if (message.path("role").asText().equals("assistant")) {
            spoken.add(message.path("id").asText());
            parts.model(
                    message.path("providerID").asText() + "/" + message.path("modelID").asText());
        }
    }

    private void status(JsonNode status, boolean own, Consumer<AgentEvent> events) {
        switch (status.path("type").asText()) {
            case "busy" -> busy |= own;
            case "retry" -> {
                events.accept(
                        new AgentEvent.Retrying(
                                Optional.empty(),
                                failures.wait(status),
                                status.path("message").asText()));
                retried = failures.why(status);
                failures.givenUp(status).ifPresent(why -> finish(failed(why)));
            }
            default -> {}
        }
    }

    private void error(JsonNode error, Consumer<AgentEvent> events) {
        AgentFailure why = failures.of(error);
        failure = why;
        events.accept(new AgentEvent.Error(why.sentence()));
    }

    /**
     * A directive may have come after its last step: then it works again at once. When it ends
     * between two attempts, somebody else has stopped it.
     */
    private void idle(Consumer<AgentEvent> events) {
        steering.takesNothing();
        AgentFailure why = failure == null ? retried : failure;
        if (why != null) {
            finish(failed(why));
        } else if (steered) {
            steered = false;
            ask(open -> {
                if (!open.works()) {
                    hear(this::turnEnded);
                } else {
                    steering.takeWith(directive -> steer(open, directive));
                }
            });
        } else {
            turnEnded(events);
        }
    }

    private void turnEnded(Consumer<AgentEvent> events) {
        List<String> waiting = steering.waiting();
        if (waiting.isEmpty()) {
            finish(new ProviderOutcome.Finished());
            return;
        }
        events.accept(new AgentEvent.Note("told: " + String.join(" / ", waiting)));
        ask(open -> {
            open.say(Directives.prompt(waiting));
            steering.takeWith(directive -> steer(open, directive));
        });
    }

    /** When the server has ended, its exit code says more; it comes at once. */
    private void lost(String why) {
        if (outcome == null && !lost) {
            lost = true;
            lastWords = lastWords.isEmpty() ? why : lastWords;
            AgentInput agent = input;
            if (agent != null) {
                CompletableFuture.delayedExecutor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(agent::close);
            }
        }
    }

    private static ProviderOutcome failed(AgentFailure why) {
        return new ProviderOutcome.Failed(why);
    }

    private void finish(ProviderOutcome how) {
        AgentInput agent = input;
        if (outcome == null && agent != null) {
            outcome = how;
            agent.close();
        }
    }

    @Override
    public void errorLine(String line, Consumer<AgentEvent> events) {
        if (!line.isBlank()) {
            lastWords = line;
        }
    }

    @Override
    public ProviderOutcome outcome(int exit) {
        ProviderOutcome known = outcome;
        return known == null
                ? failed(new AgentFailure.Crashed(exit, FailureWords.shortened(lastWords)))
                : known;
    }

    @Override
    public void close() {
        OpenCodeSession open = session;
        if (open != null) {
            open.close();
        }
    }
}
