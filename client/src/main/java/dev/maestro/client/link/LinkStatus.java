package dev.maestro.client.link;

import java.time.Instant;

/**
 * @param detail why it is not online, a sentence for people; empty when it is
 */
public record LinkStatus(LinkState state, String detail, Instant since) {}
