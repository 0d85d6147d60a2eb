package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.RunMethod;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a run while it is at work.
 *
 * @param session the provider's name for the conversation
 * @param usage so far
 * @param limits how full the provider's windows are, as far as it tells
 * @param directives how many stand for this run
 * @param questions that wait, the oldest first
 */
public record LiveFacts(
        Optional<String> session,
        Optional<String> model,
        Optional<RunMethod.Usage> usage,
        List<AgentEvent.LimitWindow> limits,
        int directives,
        List<QuestionView> questions) {

    public LiveFacts {
        limits = List.copyOf(limits);
        questions = List.copyOf(questions);
    }
}
