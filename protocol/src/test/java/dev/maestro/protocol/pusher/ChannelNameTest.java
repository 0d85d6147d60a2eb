package dev.maestro.protocol.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void saysWhatAClientDoesAfterEachCloseCode(CloseCode code) {
        Reconnect expected =
                switch (code) {
                    case SSL_ONLY,
                            APP_NOT_FOUND,
                            APP_DISABLED,
                            OVER_QUOTA,
                            PATH_NOT_FOUND,
                            INVALID_VERSION,
                            UNSUPPORTED_VERSION,
                            NO_VERSION,
                            UNAUTHORIZED ->
                            Reconnect.NEVER;
                    case OVER_CAPACITY -> Reconnect.BACK_OFF;
                    case RECONNECT_NOW, NO_PONG, INACTIVE -> Reconnect.AT_ONCE;
                };

        assertThat(code.reconnect()).isEqualTo(expected);
        assertThat(code.reason().length()).isLessThanOrEqualTo(123);
    }

    @ParameterizedTest
    @CsvSource({"1000, BACK_OFF", "1006, BACK_OFF", "1009, BACK_OFF", "4301, NEVER"})
    void saysWhatAClientDoesAfterOtherCodes(int code, Reconnect expected) {
        assertThat(Reconnect.after(code)).isEqualTo(expected);
    }

    private static ChannelName name(String text) {
        return ChannelName.parse(text).orElseThrow();
    }
}
