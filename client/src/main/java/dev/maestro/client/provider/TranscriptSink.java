package dev.maestro.client.provider;

/** Takes what a run says as it comes; used by one thread at a time. */
public interface TranscriptSink {

    /** Bytes that a program printed: all of it counts as the agent's own words. */
    void append(byte[] bytes, int length);

    void accept(AgentEvent event);
}
