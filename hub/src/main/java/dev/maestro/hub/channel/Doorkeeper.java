package dev.maestro.hub.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SignedUser;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;

/** Decides who may enter which channel of one application. Immutable. */
final class Doorkeeper {

    private static final Admission NAMELESS = new Admission.Admitted(Optional.empty());
    private static final Admission UNAUTHORIZED =
            Admission.Denied.unauthorized("The connection is unauthorized.");

    private final Signer signer;
    private final Limits limits;

    Doorkeeper(Signer signer, Limits limits) {
        this.signer = signer;
        this.limits = limits;
    }

    /**
     * Public channels are open; private, encrypted and presence channels ask for the application's
     * signature over socket, channel and, where sent, channel data; a user's own channel asks for
     * that user.
     */
    Admission admit(
            SocketId socket,
            Optional<SignedUser> user,
            ChannelName channel,
            String auth,
            Optional<String> channelData) {
        return switch (channel) {
            case ChannelName.Public _ -> NAMELESS;
            case ChannelName.Private _, ChannelName.Encrypted _ ->
                    signed(socket, channel, auth, channelData) ? NAMELESS : UNAUTHORIZED;
            case ChannelName.Presence _ ->
                    signed(socket, channel, auth, channelData)
                            ? introduced(user, channelData)
                            : UNAUTHORIZED;
            case ChannelName.ServerToUser own ->
                    user.filter(known -> known.id().equals(own.userId())).isPresent()
                            ? NAMELESS
                            : UNAUTHORIZED;
        };
    }

    private boolean signed(
            SocketId socket, ChannelName channel, String auth, Optional<String> channelData) {
        return signer.proves(signer.channel(socket, channel.value(), channelData), auth);
    }

    /** Whom channel data does not introduce is who he signed in as. */
    private Admission introduced(Optional<SignedUser> user, Optional<String> channelData) {
        Optional<Member> member =
                channelData.isPresent() ? Member.parse(channelData.get()) : user.map(Member::of);
        if (member.isEmpty()) {
            return Admission.Denied.invalid(
                    "InvalidChannelData", "A presence channel needs channel_data with a user_id.");
        }
        if (limits.exceeds(Limit.USER_ID_LENGTH, member.get().userId().length())) {
            return Admission.Denied.tooMuch(
                    "A user_id has at most %d characters."
                            .formatted(limits.of(Limit.USER_ID_LENGTH)),
                    4301);
        }
        if (limits.exceeds(Limit.USER_INFO_BYTES, member.get().infoJson().getBytes(UTF_8).length)) {
            return Admission.Denied.tooMuch(
                    "A user_info has at most %d bytes.".formatted(limits.of(Limit.USER_INFO_BYTES)),
                    4301);
        }
        return new Admission.Admitted(member);
    }
}
