package dev.maestro.protocol.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

    @Test
    void readsTheKindFromTheAnchoredPrefix() {
        assertThat(name("news")).isEqualTo(new ChannelName.Public("news", false));
        assertThat(name("cache-a")).isEqualTo(new ChannelName.Public("cache-a", true));
        assertThat(name("private-a")).isEqualTo(new ChannelName.Private("private-a", false));
        assertThat(name("private-cache-a"))
                .isEqualTo(new ChannelName.Private("private-cache-a", true));
        assertThat(name("presence-a")).isEqualTo(new ChannelName.Presence("presence-a", false));
        assertThat(name("presence-cache-a"))
                .isEqualTo(new ChannelName.Presence("presence-cache-a", true));
        assertThat(name("private-encrypted-a"))
                .isEqualTo(new ChannelName.Encrypted("private-encrypted-a", false));
        assertThat(name("private-encrypted-cache-a"))
                .isEqualTo(new ChannelName.Encrypted("private-encrypted-cache-a", true));
        assertThat(name("#server-to-user-7"))
                .isEqualTo(new ChannelName.ServerToUser("#server-to-user-7", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-private-x", "privateer", "xpresence-a", "cached"})
    void takesNoPrefixForWhatOnlyLooksLikeOne(String text) {
        assertThat(name(text)).isEqualTo(new ChannelName.Public(text, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a#b", "ü", "a\n", "#server-to-user-", "a:b"})
    void refusesNamesTheProtocolDoesNotAllow(String text) {
        assertThat(ChannelName.parse(text)).isEmpty();
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(ChannelName.parse("a".repeat(200))).isPresent();
        assertThat(ChannelName.parse("a".repeat(201))).isEmpty();
        assertThat(ChannelName.parse("abcd", 3)).isEmpty();
    }

    @Test
    void readsOnlySocketIdsOfTwoNumbers() {
        assertThat(SocketId.parse("123.456")).isEqualTo(Optional.of(SocketId.of(123, 456)));
        assertThat(SocketId.parse("123")).isEmpty();
        assertThat(SocketId.parse("1.2:private-x")).isEmpty();
        assertThat(SocketId.parse("1.2\n")).isEmpty();
    }

    @Test
    void saysWhatAClientDoesAfterEachCloseCode() {
        assertThat(CloseCode.UNAUTHORIZED.reconnect()).isEqualTo(Reconnect.NEVER);
        assertThat(CloseCode.OVER_CAPACITY.reconnect()).isEqualTo(Reconnect.BACK_OFF);
        assertThat(CloseCode.NO_PONG.reconnect()).isEqualTo(Reconnect.AT_ONCE);
        assertThat(Reconnect.after(4301)).isEqualTo(Reconnect.NEVER);
        assertThat(Reconnect.after(1006)).isEqualTo(Reconnect.BACK_OFF);
    }

    private static ChannelName name(String text) {
        return ChannelName.parse(text).orElseThrow();
    }
}
