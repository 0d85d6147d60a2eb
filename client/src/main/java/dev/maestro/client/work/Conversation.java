package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.provider.TranscriptSink;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What goes to and fro between one attempt and its agent beside the work: the provider's session,
 * directives, questions, and what the agent does as it does it.
 *
 * @param desk what it asks by tool calls
 * @param heard every event, before it is written
 * @param log where every event is kept
 */
record Conversation(
        AgentSession session,
        Steering steering,
        Operator operator,
        AgentDesk desk,
        Consumer<AgentEvent> heard,
        EventLog log) {

    /** The provider's session of an earlier attempt. */
    Optional<String> resume() {
        return session.earlier();
    }

    /** Writes into the transcript and keeps what has to outlive the attempt. */
    TranscriptSink heardBy(Transcript transcript) {
        return new TranscriptSink() {
            @Override
            public void append(byte[] bytes, int length) {
                transcript.append(bytes, length);
            }

            @Override
            public void accept(AgentEvent event) {
                if (event instanceof AgentEvent.Started started) {
                    started.session().ifPresent(session::keep);
                }
                heard.accept(event);
                log.accept(event);
                transcript.accept(event);
            }
        };
    }
}
