package dev.maestro.protocol.contract;

import dev.maestro.protocol.work.WorkEvent;

/**
 * A numbered event of a project, told on its channel.
 *
 * @param data the record that is its {@code data}
 */
public record Event(
        String type,
        ChannelKind channel,
        Class<? extends WorkEvent> data,
        Feature feature,
        int since,
        String sentence) {}
