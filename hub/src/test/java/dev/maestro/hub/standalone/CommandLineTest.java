package dev.maestro.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.webhook.WebhookName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void readsSettingsOfAllApplicationsAndOfOne() {
        Draft draft =
                read(
                        "--port 0 --path-prefix=/hub --max-event-name-length 50 --app 1:k1:s:1"
                                + " --max-connections 9 --no-client-events --allowed-origin *.a.org"
                                + " --sign-in-within 500ms --cache-for 2m"
                                + " --webhook http://127.0.0.1:1/x --webhook-events cache_miss"
                                + " --webhook-batch 1 --app 2:k2:s2 --tls-only");

        assertThat(draft.port).isZero();
        assertThat(draft.config().pathPrefix()).isEqualTo("/hub");
        HubApp one = draft.config().apps().getFirst();
        HubApp two = draft.config().apps().getLast();
        assertThat(one.key()).isEqualTo(new AppKey("1", "k1", "s:1"));
        assertThat(one.rules().features()).isEmpty();
        assertThat(one.rules().limits().of(Limit.EVENT_NAME_LENGTH)).isEqualTo(50);
        assertThat(one.rules().limits().of(Limit.CONNECTIONS)).isEqualTo(9);
        assertThat(one.rules().allowedOrigins()).containsExactly("*.a.org");
        assertThat(one.rules().signInWithin()).isEqualTo(Duration.ofMillis(500));
        assertThat(one.rules().cacheFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(one.webhooks().targets().getFirst().names())
                .isEqualTo(Set.of(WebhookName.CACHE_MISS));
        assertThat(one.webhooks().eventsPerLetter()).isEqualTo(1);
        assertThat(two.rules().features())
                .containsExactlyInAnyOrder(Feature.CLIENT_EVENTS, Feature.TLS_ONLY);
        assertThat(two.rules().limits().of(Limit.EVENT_NAME_LENGTH)).isEqualTo(50);
        assertThat(two.rules().limits().of(Limit.CONNECTIONS)).isZero();
        assertThat(two.webhooks().targets()).isEmpty();
    }

    @Test
    void takesApplicationsFromTheEnvironment() {
        Draft draft = CommandLine.read(List.of(), Map.of("MAESTRO_HUB_APPS", "1:k1:s1, 2:k2:s2"));

        assertThat(draft.config().apps())
                .extracting(HubApp::key)
                .containsExactly(new AppKey("1", "k1", "s1"), new AppKey("2", "k2", "s2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1:k | an application is written ID:KEY:SECRET",
                "1:k y:s | not an application key: k y",
                "1::s | an application has an id, a key and a secret",
                "1:k:s,1:k:s | application 1 was named twice"
            })
    void saysWhatIsWrongInTheEnvironment(String apps, String why) {
        assertThatThrownBy(() -> CommandLine.read(List.of(), Map.of("MAESTRO_HUB_APPS", apps)))
                .isInstanceOf(WrongOption.class)
                .hasMessage("MAESTRO_HUB_APPS: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1 | unknown option --prot; see --help",
                "--event-name-length 1 | did you mean --max-event-name-length?",
                "--port | --port needs N",
                "--port x --app 1:k:s | --port: not a number: x",
                "--port 70000 --app 1:k:s | a port is a number from 0 to 65535",
                "--pong-timeout 5d | --pong-timeout: not a time",
                "--app 1:k | --app: an application is written ID:KEY:SECRET",
                "--app 1:k:s --app 1:k:s | named twice",
                "--app 1:k:s --app 1:j:s | applications need distinct ids and keys",
                "--app 1:k:s --webhook-batch 0 | --webhook-batch: a webhook limit is too low",
                "--app 1:k:s --webhook ftp://a | --webhook: not an http address",
                "--webhook-events cache_miss | none stands before it",
                "--max-payload-bytes 0 --app 1:k:s | PAYLOAD_BYTES is too low",
                "--port 0 | no application was named"
            })
    void saysWhatIsWrong(String line, String why) {
        assertThatThrownBy(() -> read(line).config())
                .isInstanceOf(WrongOption.class)
                .hasMessageContaining(why);
    }

    @Test
    void explainsEveryOption() {
        String help = CommandLine.help();

        Option.all()
                .filter(option -> !option.name().startsWith(Option.NOT))
                .forEach(option ->
                        assertThat(help)
                                .contains(option.name().substring(2))
                                .contains(option.meaning()));
    }

    private static Draft read(String line) {
        return CommandLine.read(List.of(line.split(" ")), Map.of());
    }
}
