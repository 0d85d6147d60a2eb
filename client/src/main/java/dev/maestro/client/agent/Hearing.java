package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.TranscriptSink;
import java.util.function.Consumer;

/**
 * Hands lines to the reader and its events to everybody who listens: one thing at a time, whichever
 * thread it comes from.
 */
final class Hearing {

    private final StreamReader reader;
    private final TranscriptSink sink;
    private final Pulse pulse;
    private final Consumer<AgentFailure> circles;
    private final Endless endless = new Endless();
    private boolean heard;

    Hearing(StreamReader reader, TranscriptSink sink, Pulse pulse, Consumer<AgentFailure> circles) {
        this.reader = reader;
        this.sink = sink;
        this.pulse = pulse;
        this.circles = circles;
    }

    Lines.Sink output() {
        return new Lines.Sink() {
            @Override
            public void line(String line) {
                spoken(() -> reader.line(line, Hearing.this::event));
            }

            @Override
            public void tooLong(String beginning, long length) {
                spoken(() -> reader.tooLong(beginning, length, Hearing.this::event));
            }
        };
    }

    /** On this stream words of no meaning are no sign of life. */
    Lines.Sink errors() {
        return new Lines.Sink() {
            @Override
            public void line(String line) {
                alone(() -> reader.errorLine(line, Hearing.this::event));
            }

            @Override
            public void tooLong(String beginning, long length) {
                line(beginning);
            }
        };
    }

    /** Runs what uses the reader while no line is being read. */
    synchronized void alone(Runnable action) {
        action.run();
    }

    /** What is said by another way than the program's output. */
    void elsewhere(Consumer<Consumer<AgentEvent>> reading) {
        spoken(() -> reading.accept(this::event));
    }

    private synchronized void spoken(Runnable reading) {
        heard = false;
        reading.run();
        if (!heard) {
            pulse.alive();
        }
    }

    private void event(AgentEvent event) {
        heard = true;
        pulse.event(event);
        endless.event(event).ifPresent(circles);
        sink.accept(Shortened.of(event));
    }
}
