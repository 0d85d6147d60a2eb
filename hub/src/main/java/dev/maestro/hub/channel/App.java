package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;

/** One application: its channels and its signatures. For any number of threads. */
public final class App {

    private static final Admission ADMITTED = new Admission.Admitted();

    private final Signer signer;
    private final Channels channels = new Channels();

    /** An application without any subscriber yet. */
    public App(String key, String secret) {
        this.signer = new Signer(key, secret);
    }

    /** Its channels; those of other applications are others, even with the same name. */
    public Channels channels() {
        return channels;
    }

    /** Makes and checks its signatures. */
    public Signer signer() {
        return signer;
    }

    /**
     * Whether the socket may enter. Public channels are open; private and encrypted ones ask for
     * the application's signature over socket, channel and, where sent, channel data.
     */
    public Admission admit(
            SocketId socket, ChannelName channel, String auth, Optional<String> channelData) {
        if (channel.cached()) {
            return notOffered("Cache channels");
        }
        return switch (channel) {
            case ChannelName.Public _ -> ADMITTED;
            case ChannelName.Private _, ChannelName.Encrypted _ ->
                    signed(socket, channel, auth, channelData);
            case ChannelName.Presence _ -> notOffered("Presence channels");
            case ChannelName.ServerToUser _ -> notOffered("User channels");
        };
    }

    private Admission signed(
            SocketId socket, ChannelName channel, String auth, Optional<String> channelData) {
        return signer.proves(signer.channel(socket, channel.value(), channelData), auth)
                ? ADMITTED
                : new Admission.Denied("AuthError", "The connection is unauthorized.", 401);
    }

    private static Admission notOffered(String what) {
        return new Admission.Denied("NotOffered", what + " are not offered by this server.", 501);
    }
}
