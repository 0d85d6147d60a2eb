package dev.maestro.protocol.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The published vectors of the protocol; the presence one is right where the documentation slipped.
 */
class SignerTest {

    private static final SocketId SOCKET = new SocketId("1234.1234");

    private final Signer signer = new Signer("278d425bdf160c739803", "7ad3773142a6692b25b8");

    @Test
    void signsAPrivateChannel() {
        AuthToken token = signer.channel(SOCKET, "private-foobar", Optional.empty());

        assertThat(token)
                .hasToString(
                        "278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4");
    }

    @Test
    void signsChannelDataAsItIs() {
        String data = "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}";

        assertThat(signer.channel(SOCKET, "presence-foobar", Optional.of(data)).signature())
                .isEqualTo("31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80");
    }

    @Test
    void signsAUser() {
        assertThat(signer.user(SOCKET, "{\"id\":\"12345\"}").signature())
                .isEqualTo("4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba");
    }

    @Test
    void signsAnHttpRequest() {
        SortedMap<String, String> parameters =
                new TreeMap<>(
                        Map.of(
                                "auth_key",
                                "278d425bdf160c739803",
                                "auth_timestamp",
                                "1353088179",
                                "auth_version",
                                "1.0",
                                "body_md5",
                                "ec365a775a4cd0599faeb73354201b6f"));

        assertThat(signer.request("POST", "/apps/3/events", parameters))
                .isEqualTo("da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
    }

    @Test
    void refusesAnotherKeyOrSignature() {
        AuthToken expected = signer.channel(SOCKET, "private-foobar", Optional.empty());

        assertThat(signer.proves(expected, expected.toString())).isTrue();
        assertThat(signer.proves(expected, "other:" + expected.signature())).isFalse();
        assertThat(signer.proves(expected, expected.key() + ":" + "0".repeat(64))).isFalse();
        assertThat(signer.proves(expected, "")).isFalse();
    }
}
