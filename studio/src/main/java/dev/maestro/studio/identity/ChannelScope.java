package dev.maestro.studio.identity;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.ChannelKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The channels that a token is good for: the claim {@code ch}. An entry is a channel's name, or a
 * kind's prefix and a star. It only narrows: what its holder may not enter, no scope opens.
 */
public record ChannelScope(List<String> channels) {

    private static final int MOST = 100;

    public ChannelScope {
        channels = List.copyOf(channels);
    }

    /** All that the user may enter. */
    public static ChannelScope whole(UserId user) {
        List<String> all = new ArrayList<>();
        Arrays.stream(ChannelKind.values())
                .filter(kind -> kind != ChannelKind.USER)
                .map(ChannelKind::all)
                .forEach(all::add);
        all.add(ChannelKind.USER.of(user.value()).name());
        return new ChannelScope(all);
    }

    /**
     * As a machine asks for it.
     *
     * @throws Refused {@code invalid_params} for what is no channel of the contract; {@code
     *     too_large} for more than 100
     */
    public static ChannelScope of(List<String> wanted) {
        if (wanted.size() > MOST) {
            throw new Refused(
                    RefusalCode.TOO_LARGE,
                    "a token names at most %d channels".formatted(MOST),
                    Map.of("limit", MOST));
        }
        for (String entry : wanted) {
            if (ChannelKind.parse(entry).isEmpty() && !isAll(entry)) {
                throw Refused.invalid("channels", "\"%s\" is no channel".formatted(entry));
            }
        }
        return new ChannelScope(wanted);
    }

    public boolean allows(ChannelKind.Address channel) {
        return channels.contains(channel.name()) || channels.contains(channel.kind().all());
    }

    private static boolean isAll(String entry) {
        return Arrays.stream(ChannelKind.values()).anyMatch(kind -> kind.all().equals(entry));
    }
}
