package dev.maestro.hub.channel;

import java.time.Instant;

/** The last event of a cache channel, until when it is remembered. */
public record CachedEvent(String event, String data, Instant until) {}
