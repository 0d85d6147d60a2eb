package dev.maestro.protocol.contract;

/**
 * A record on the wire that is neither a method nor a numbered event.
 *
 * @param name as its golden file is called
 */
public record Message(
        String name, ChannelKind channel, Class<? extends Record> type, String sentence) {}
