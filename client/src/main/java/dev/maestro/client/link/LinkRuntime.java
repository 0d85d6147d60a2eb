package dev.maestro.client.link;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What all links of one daemon share.
 *
 * @param timer runs short steps only; what waits is started on a thread of its own
 * @param pongTimeout silence after a ping that ends a connection
 */
public record LinkRuntime(
        HttpClient http,
        ScheduledExecutorService timer,
        InstantSource clock,
        RandomGenerator random,
        Backoff backoff,
        Duration pongTimeout) {}
