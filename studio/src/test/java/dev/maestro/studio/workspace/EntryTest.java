package dev.maestro.studio.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Browser;
import dev.maestro.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Getting in, over real HTTP: as a person with a browser and as a program. */
class EntryTest {

    private static final Map<String, String> ADA =
            Map.of("name", "Ada", "email", "ada@example.org", "password", Tenancy.PASSWORD);

    private final TestWeb web = TestWeb.start(Tenancy.open(SettableClock.monday()));
    private final Browser browser = web.browser();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void theFirstPersonSignsUpByTheLinkAndIsIn() {
        String path = pathOf(web.tenancy().ownerSetup().pendingLink().orElseThrow());
        assertThat(browser.page(path).body()).contains("Welcome to Maestro", "name=\"password\"");

        HttpResponse<String> in = browser.bareForm(path, ADA);

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/");
        assertThat(browser.page("/w/adas-workspace/members").body())
                .contains("ada@example.org", ">owner</span>", "Make a CLI invite");
        assertThat(browser.page(path).statusCode()).isEqualTo(409);
    }

    @Test
    void aMistakeKeepsWhatWasTypedButThePassword() {
        String path = pathOf(web.tenancy().ownerSetup().pendingLink().orElseThrow());

        HttpResponse<String> again =
                browser.bareForm(
                        path,
                        Map.of("name", "Ada <3", "email", "ada@example.org", "password", "short"));

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body())
                .contains("10 to 500 characters", "value=\"Ada &lt;3\"", "ada@example.org")
                .doesNotContain("value=\"short\"");
    }

    @Test
    void aProgramSignsUpRedeemsRefreshesAndLeaves() {
        String link = web.tenancy().ownerSetup().pendingLink().orElseThrow();
        HttpResponse<String> setUp =
                browser.post(
                        "/api/v1/setup",
                        Map.of(
                                "token",
                                Tenancy.token(link).text(),
                                "email",
                                "ada@example.org",
                                "name",
                                "Ada",
                                "password",
                                Tenancy.PASSWORD));
        JsonNode owner = Json.tree(setUp.body());
        assertThat(setUp.statusCode()).isEqualTo(201);
        assertThat(owner.at("/workspace/slug").asText()).isEqualTo("adas-workspace");

        HttpResponse<String> invite =
                browser.post(
                        "/api/v1/workspaces/" + owner.at("/workspace/id").asText() + "/invites",
                        Map.of("kind", "cli"),
                        bearer(owner));
        assertThat(invite.statusCode()).isEqualTo(201);
        String url = Json.tree(invite.body()).path("url").asText();

        JsonNode entry =
                Json.tree(
                        browser.post(
                                        "/api/v1/auth/redeem",
                                        Map.of(
                                                "token",
                                                Tenancy.token(url).text(),
                                                "machine",
                                                "laptop"))
                                .body());
        assertThat(entry.at("/user/email").asText()).isEqualTo("ada@example.org");
        assertThat(entry.at("/user/id").asText()).isEqualTo(owner.at("/user/id").asText());
        assertThat(entry.path("expires_in").asLong()).isEqualTo(900);

        JsonNode next = Json.tree(refresh(entry).body());
        assertThat(browser.get("/api/v1/workspaces", bearer(next)).body())
                .contains("\"slug\":\"adas-workspace\"", "\"role\":\"owner\"");

        HttpResponse<String> revoked =
                browser.post(
                        "/api/v1/auth/revoke",
                        Map.of("refresh_token", next.path("refresh_token").asText()));
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(refresh(next).statusCode()).isEqualTo(401);
    }

    @Test
    void publishesTheKeysOfItsTokens() {
        JsonNode keys = Json.tree(browser.get("/.well-known/jwks.json").body());

        assertThat(keys.at("/keys/0/crv").asText()).isEqualTo("P-256");
        assertThat(keys.at("/keys/0/d").isMissingNode()).isTrue();
    }

    @Test
    void aMemberMakesAnInviteAndSeesOneCommandToPaste() {
        SignedUp ada = web.tenancy().owner();
        signIn();
        String members = "/w/" + ada.workspace().slug() + "/members";

        HttpResponse<String> page =
                browser.form(
                        members,
                        "/w/" + ada.workspace().slug() + "/invites",
                        Map.of("kind", "cli"));

        String command =
                page.body().replaceAll("(?s).*<code id=\"invite-text\">([^<]+)</code>.*", "$1");
        assertThat(command).startsWith("maestro auth " + Tenancy.URL + "/invites/");
        assertThat(browser.page(members).body()).doesNotContain("maestro auth");
        web.tenancy().invites().redeem(Tenancy.token(command), "laptop");
    }

    @Test
    void aGuestJoinsByTheAddressTheyWereSent() {
        SignedUp ada = web.tenancy().owner();
        NewInvite invite =
                web.tenancy()
                        .invites()
                        .createWorkspace(ada.user().id(), ada.workspace().id(), Role.DEVELOPER);
        assertThat(browser.page(pathOf(invite.url())).body())
                .contains("Ada Lovelace invites you as developer");

        HttpResponse<String> in =
                browser.bareForm(
                        pathOf(invite.url()),
                        Map.of(
                                "name",
                                "Bob",
                                "email",
                                "bob@example.org",
                                "password",
                                Tenancy.PASSWORD));

        String members = in.headers().firstValue("Location").orElseThrow();
        assertThat(browser.page(members).body())
                .contains("bob@example.org", "Make a CLI invite")
                .doesNotContain("Invite a person");
    }

    @Test
    void theAddressOfACliInviteTellsWhatToDoWithIt() {
        SignedUp ada = web.tenancy().owner();
        NewInvite invite = web.tenancy().invites().createCli(ada.user().id(), ada.workspace().id());

        assertThat(browser.page(pathOf(invite.url())).body())
                .contains("maestro auth " + invite.url());
    }

    @Test
    void aStrangerFindsNothingOfAnotherWorkspace() {
        SignedUp ada = web.tenancy().owner();
        UserId eve = web.tenancy().stranger().user().id();
        String api = "/api/v1/workspaces/" + ada.workspace().id();

        assertThat(browser.get(api + "/members", web.as(eve)).statusCode()).isEqualTo(404);
        assertThat(browser.post(api + "/invites", Map.of("kind", "cli"), web.as(eve)).statusCode())
                .isEqualTo(404);
        assertThat(
                        browser.get("/w/" + ada.workspace().slug() + "/members", web.as(eve))
                                .statusCode())
                .isEqualTo(404);
        assertThat(browser.get(api + "/members", web.as(ada.user().id())).body())
                .contains("ada@example.org");
    }

    private void signIn() {
        browser.bareForm(
                "/sign-in", Map.of("email", "ada@example.org", "password", Tenancy.PASSWORD));
    }

    private HttpResponse<String> refresh(JsonNode entry) {
        return browser.post(
                "/api/v1/auth/refresh",
                Map.of("refresh_token", entry.path("refresh_token").asText()));
    }

    private static String[] bearer(JsonNode entry) {
        return new String[] {"Authorization", "Bearer " + entry.path("access_token").asText()};
    }

    private static String pathOf(String url) {
        return url.substring(Tenancy.URL.length());
    }
}
