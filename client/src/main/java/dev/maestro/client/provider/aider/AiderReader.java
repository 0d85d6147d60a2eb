package dev.maestro.client.provider.aider;

import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.StreamReader;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one start of Aider prints. It has done something when a line with tokens came, and failed
 * when a complaint came after the last of them.
 */
final class AiderReader implements StreamReader {

    private static final Pattern RETRY =
            Pattern.compile("^Retrying in (\\d{1,6}(?:\\.\\d{1,3})?) seconds");
    private static final Pattern EDIT = Pattern.compile("^Applied edit to (.{1,1000})$");

    private final Optional<String> model;
    private final AiderUsage usage;
    private final AiderComplaint complaints;
    private Optional<AgentFailure> complaint = Optional.empty();
    private boolean started;
    private boolean answered;
    private String lastWords = "";

    AiderReader(Optional<String> model, InstantSource clock) {
        this.model = model;
        this.usage = new AiderUsage(model);
        this.complaints = new AiderComplaint(clock);
    }

    @Override
    public void line(String line, Consumer<AgentEvent> events) {
        if (!started) {
            started = true;
            events.accept(new AgentEvent.Started(Optional.empty(), model));
        }
        if (!line.isBlank()) {
            lastWords = line;
        }
        Optional<AgentEvent> tokens = usage.line(line);
        Matcher retry = RETRY.matcher(line);
        if (tokens.isPresent()) {
            answered = true;
            complaint = Optional.empty();
            events.accept(new AgentEvent.TextEnd());
            events.accept(tokens.get());
        } else if (retry.find()) {
            double seconds = Double.parseDouble(retry.group(1));
            events.accept(
                    new AgentEvent.Retrying(
                            Optional.empty(),
                            Optional.of(Duration.ofMillis((long) (seconds * 1_000))),
                            complaint.map(AgentFailure::sentence).orElse(line)));
        } else if (!complained(line, events)) {
            events.accept(new AgentEvent.Text(line + "\n"));
            edited(line, events);
        }
    }

    private boolean complained(String line, Consumer<AgentEvent> events) {
        Optional<AgentFailure> why = complaints.line(line);
        why.ifPresent(failure -> {
            complaint = why;
            events.accept(new AgentEvent.Error(line));
        });
        return why.isPresent();
    }

    private static void edited(String line, Consumer<AgentEvent> events) {
        Matcher edit = EDIT.matcher(line);
        if (edit.find()) {
            events.accept(new AgentEvent.FileChange(edit.group(1), AgentEvent.ChangeKind.CHANGED));
        }
    }

    @Override
    public void errorLine(String line, Consumer<AgentEvent> events) {
        if (!line.isBlank()) {
            lastWords = line;
            complained(line, events);
        }
    }

    @Override
    public ProviderOutcome outcome(int exit) {
        if (complaint.isPresent()) {
            return new ProviderOutcome.Failed(complaint.get());
        }
        return answered && exit == 0
                ? new ProviderOutcome.Finished()
                : new ProviderOutcome.Failed(
                        new AgentFailure.Crashed(exit, FailureWords.shortened(lastWords)));
    }
}
