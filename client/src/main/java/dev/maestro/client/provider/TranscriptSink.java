package dev.maestro.client.provider;

/** Takes a provider's output as it comes; used by one thread. */
public interface TranscriptSink {

    void append(byte[] bytes, int length);
}
