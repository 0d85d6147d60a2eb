package dev.maestro.studio.web;

/** Who may enter which private channel; several gates are asked, one that says yes is enough. */
@FunctionalInterface
public interface ChannelGate {

    /**
     * Must not refuse by exception and must answer {@code false} for channels it does not know.
     *
     * @param channel the full name on the wire, such as {@code private-project.<uuid>}
     */
    boolean mayEnter(Caller caller, String channel);
}
