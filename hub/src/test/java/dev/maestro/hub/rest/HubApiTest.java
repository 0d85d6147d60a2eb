package dev.maestro.hub.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.ChannelNews;
import dev.maestro.hub.channel.Peers;
import dev.maestro.hub.transport.HttpAnswer;
import dev.maestro.hub.transport.HttpQuestion;
import dev.maestro.protocol.pusher.Signer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HubApiTest {

    private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_353_088_179);
    private static final String KEY = "278d425bdf160c739803";
    private static final String SECRET = "7ad3773142a6692b25b8";

    private final HubApi api =
            new HubApi(
                    Map.of(
                            "3",
                            new App(
                                    KEY,
                                    SECRET,
                                    AppRules.USUAL,
                                    ChannelNews.NONE,
                                    Peers.NONE,
                                    CLOCK)),
                    CLOCK,
                    "");

    /** The example of the protocol's published documents. */
    @Test
    void answersTheRequestOfTheDocuments() {
        HttpQuestion question =
                new HttpQuestion(
                        "POST",
                        "/apps/3/events",
                        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f&auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c",
                        "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}"
                                .getBytes(UTF_8));

        assertThat(api.answer(question)).isEqualTo(new HttpAnswer(200, "{}"));
    }

    @Test
    void signsWhatAnAddressMeansAndNotHowItIsWritten() {
        TreeMap<String, String> parameters = signed("GET", "/apps/3/channels", new byte[0]);
        parameters.put("info", "user_count,subscription_count");
        parameters.put("filter_by_prefix", "presence-");
        parameters.remove("auth_signature");
        String signature = new Signer(KEY, SECRET).request("GET", "/apps/3/channels", parameters);

        HttpAnswer answer =
                api.answer(
                        new HttpQuestion(
                                "GET",
                                "/apps/3/channels",
                                "info=user_count%2Csubscription_count&filter_by_prefix=presence-&AUTH_KEY="
                                        + KEY
                                        + "&auth_timestamp=1353088179&auth_version=1.0&auth_signature="
                                        + signature,
                                new byte[0]));

        assertThat(answer).isEqualTo(new HttpAnswer(200, "{\"channels\":{}}"));
    }

    @Test
    void answersWhatItListsAndNothingElse() {
        byte[] event = "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"{}\"}".getBytes(UTF_8);
        byte[] batch = "{\"batch\":[]}".getBytes(UTF_8);
        for (HubRoute route : HubRoute.values()) {
            String path =
                    route.path()
                            .replace("{app}", "3")
                            .replace("{channel}", "presence-a")
                            .replace("{user}", "u");
            byte[] body =
                    switch (route) {
                        case EVENTS -> event;
                        case BATCH -> batch;
                        default -> new byte[0];
                    };
            String other = route.verb().equals("GET") ? "POST" : "GET";

            assertThat(api.answer(question(route.verb(), path, body)).status())
                    .as(path)
                    .isEqualTo(200);
            assertThat(api.answer(question(other, path, body)).status()).as(path).isEqualTo(404);
            assertThat(api.answer(question(route.verb(), path + "/a/b/c", body)).status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void answersTwentyThousandBrokenBodiesAndAddressesWithARefusal() {
        Random random = new Random(7);
        byte[] body =
                "{\"name\":\"e\",\"channels\":[\"a\",\"b\"],\"data\":\"{\\\"a\\\":1}\",\"socket_id\":\"1.2\",\"info\":\"user_count\"}"
                        .getBytes(UTF_8);

        for (int i = 0; i < 20_000; i++) {
            byte[] broken = body.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            String path = i % 2 == 0 ? "/apps/3/events" : "/apps/3/batch_events";
            assertThat(api.answer(question("POST", path, broken)).status()).isIn(200, 400, 413);
            String address = new String(broken, UTF_8).replaceAll("[{}\" ]", "%");
            assertThat(api.answer(new HttpQuestion("GET", "/apps/3/" + address, address, body)))
                    .extracting(HttpAnswer::status)
                    .isIn(400, 401, 404);
        }
    }

    private static HttpQuestion question(String method, String path, byte[] body) {
        String query =
                signed(method, path, body).entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
        return new HttpQuestion(method, path, query, body);
    }

    private static TreeMap<String, String> signed(String method, String path, byte[] body) {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("auth_key", KEY);
        parameters.put("auth_timestamp", "1353088179");
        parameters.put("auth_version", "1.0");
        if (body.length > 0) {
            parameters.put("body_md5", md5(body));
        }
        parameters.put("auth_signature", new Signer(KEY, SECRET).request(method, path, parameters));
        return parameters;
    }

    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
