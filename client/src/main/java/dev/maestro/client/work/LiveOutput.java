package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.AgentLine;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last lines of a run, for those who watch it at this machine. Bounded in lines and characters:
 * what is too old is dropped, so that nobody who reads slowly keeps the run waiting. Any thread may
 * use it.
 */
final class LiveOutput {

    static final int MOST_LINES = 400;
    static final int LONGEST_LINE = 2_000;
    private static final int MOST_CHARACTERS = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Deque<OutputLine> lines = new ArrayDeque<>();
    private final StringBuilder thought = new StringBuilder();
    private int characters;
    private long last;
    private boolean over;

    /** A whole line of the agent's own words; one to Maestro is told as what it says. */
    void said(String line) {
        locked(() -> {
            switch (AgentLine.read(line, Instant.EPOCH).orElse(null)) {
                case null -> add(OutputLine.Kind.SAID, line);
                case AgentLine.Progress(String text) -> note("progress: ", text);
                case AgentLine.Question(String text) -> note("asks: ", text);
                case AgentLine.Subtask(RunMethod.SubtaskRequest request) ->
                        note("asks for a task: ", request.title());
                case AgentLine.Limit(FailureReason reason, Instant _) ->
                        note("", reason.sentence());
                case AgentLine.UsageSoFar _ -> {}
                case AgentLine.Malformed(String whole, String why) ->
                        add(OutputLine.Kind.ERROR, why + ": " + whole);
            }
        });
    }

    /** What another program printed. */
    void quoted(String text) {
        locked(() -> addAll(OutputLine.Kind.RESULT, text));
    }

    /** Words come by {@link #said} when their line is whole. */
    void heard(AgentEvent event) {
        locked(() -> {
            if (event instanceof AgentEvent.Thought(String piece)) {
                think(piece);
                return;
            }
            endThought();
            switch (event) {
                case AgentEvent.ToolCall call ->
                        add(OutputLine.Kind.TOOL, call.tool() + " " + call.summary().strip());
                case AgentEvent.ToolResult result ->
                        addAll(
                                result.failed() ? OutputLine.Kind.FAILED : OutputLine.Kind.RESULT,
                                result.output().strip());
                case AgentEvent.FileChange change ->
                        add(
                                OutputLine.Kind.FILE,
                                change.kind().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + change.path());
                case AgentEvent.Retrying retrying -> add(OutputLine.Kind.RETRY, retrying.why());
                case AgentEvent.Denied denied ->
                        add(OutputLine.Kind.DENIED, denied.tool() + ": " + denied.why());
                case AgentEvent.Error error -> addAll(OutputLine.Kind.ERROR, error.message());
                case AgentEvent.Note note -> add(OutputLine.Kind.NOTE, note.text());
                case AgentEvent.Started _,
                        AgentEvent.Text _,
                        AgentEvent.TextEnd _,
                        AgentEvent.Thought _,
                        AgentEvent.UsageSoFar _,
                        AgentEvent.LimitWindow _ -> {}
            }
        });
    }

    /** The dispatch has ended. */
    void end() {
        locked(() -> {
            endThought();
            over = true;
            grown.signalAll();
        });
    }

    /**
     * The lines after that number; waits until there is one, or the end, or patience is out.
     *
     * @param number of the last line that the viewer has; 0 for none
     */
    OutputPiece after(long number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (last <= number && !over && left > 0) {
                left = grown.awaitNanos(left);
            }
            return new OutputPiece(
                    lines.stream().filter(line -> line.number() > number).toList(), over);
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private void think(String piece) {
        thought.append(piece);
        for (int end = thought.indexOf("\n"); end >= 0; end = thought.indexOf("\n")) {
            add(OutputLine.Kind.THOUGHT, thought.substring(0, end));
            thought.delete(0, end + 1);
        }
        if (thought.length() > LONGEST_LINE) {
            endThought();
        }
    }

    private void endThought() {
        add(OutputLine.Kind.THOUGHT, thought.toString());
        thought.setLength(0);
    }

    private void addAll(OutputLine.Kind kind, String text) {
        text.lines().limit(MOST_LINES).forEach(line -> add(kind, line));
    }

    private void note(String what, String text) {
        if (!text.isBlank()) {
            addAll(OutputLine.Kind.NOTE, what + text.strip());
        }
    }

    private void add(OutputLine.Kind kind, String text) {
        if (text.isBlank()) {
            return;
        }
        String cut =
                text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + " \u2026";
        lines.addLast(new OutputLine(++last, kind, cut));
        characters += cut.length();
        while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
            characters -= lines.removeFirst().text().length();
        }
        grown.signalAll();
    }
}
