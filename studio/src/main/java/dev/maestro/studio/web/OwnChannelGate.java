package dev.maestro.studio.web;

/** {@code private-user.<uuid>} is for that user only. */
public final class OwnChannelGate implements ChannelGate {

    @Override
    public boolean mayEnter(Caller caller, String channel) {
        return channel.equals("private-user." + caller.user());
    }
}
