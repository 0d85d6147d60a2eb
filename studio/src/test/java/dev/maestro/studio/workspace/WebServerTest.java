package dev.maestro.studio.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Assets;
import dev.maestro.studio.web.Browser;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.CannotListen;
import dev.maestro.studio.web.Site;
import dev.maestro.studio.web.Templates;
import dev.maestro.studio.web.WebConfig;
import dev.maestro.studio.web.WebServer;
import dev.maestro.testkit.SettableClock;
import io.javalin.config.RoutesConfig;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {

    private record Word(String word) {}

    private record Count(int count, String word) {}

    private final SettableClock clock = SettableClock.monday();
    private final AtomicInteger done = new AtomicInteger();
    private Runnable during = () -> {};
    private final TestWeb web = TestWeb.start(Tenancy.open(clock), this::mount);
    private final Browser browser = web.browser();
    private final UserId ada = web.tenancy().owner().user().id();

    private void mount(RoutesConfig routes) {
        routes.get("/api/v1/whoami", ctx -> ctx.result(Callers.required(ctx).user().toString()));
        routes.get("/page", ctx -> ctx.result(Callers.browser(ctx).user().toString()));
        routes.post(
                "/api/v1/count",
                ctx -> {
                    String word = ctx.bodyAsClass(Word.class).word();
                    during.run();
                    ctx.status(201).json(new Count(done.incrementAndGet(), word));
                });
        routes.post(
                "/api/v1/refuse",
                _ -> {
                    throw new Refused(
                            RefusalCode.CONFLICT,
                            "no, number " + done.incrementAndGet(),
                            Map.of("reason", "because"));
                });
        routes.get(
                "/api/v1/break",
                _ -> {
                    throw new IllegalStateException("a secret of the house");
                });
        routes.get(
                "/break",
                _ -> {
                    throw new IllegalStateException("a secret of the house");
                });
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void aRefusalIsAProblemDocumentWithTheContractsName() {
        HttpResponse<String> answer = browser.post("/api/v1/refuse", "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(Json.tree(answer.body()))
                .isEqualTo(
                        Json.tree(
                                """
                                {"type":"conflict","title":"Conflict","status":409,
                                 "detail":"no, number 1","reason":"because"}
                                """));
    }

    @Test
    void aFaultTellsItsIncidentAndNothingElse() {
        HttpResponse<String> answer = browser.get("/api/v1/break");
        HttpResponse<String> page = browser.page("/break");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(problem(answer).path("type").asText()).isEqualTo("internal");
        assertThat(problem(answer).path("incident").asText()).hasSize(8);
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("<h1>Something broke</h1>", "incident ");
        assertThat(answer.body() + page.body()).doesNotContain("secret of the house");
    }

    @Test
    void whatIsNotThereIsAPageForPeopleAndAProblemForPrograms() {
        assertThat(browser.page("/nowhere").body()).contains("<h1>Not found</h1>");
        assertThat(problem(browser.get("/api/v1/nowhere")).path("type").asText())
                .isEqualTo("not_found");
        assertThat(browser.get("/api/v1/count").statusCode()).isEqualTo(405);
    }

    @Test
    void badBodiesAreRefusedByTheNameOfTheField() {
        assertThat(problem(browser.post("/api/v1/count", "{}")).path("field").asText())
                .isEqualTo("word");
        assertThat(problem(browser.post("/api/v1/count", "{")).path("type").asText())
                .isEqualTo("parse_error");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        HttpResponse<String> answer =
                browser.post("/api/v1/count", new Word("x".repeat(3_000_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(problem(answer).path("limit").asInt()).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void aTokenSpeaksForItsUserUntilItExpires() {
        String[] token = web.as(ada);
        assertThat(browser.get("/api/v1/whoami", token).body()).isEqualTo(ada.toString());

        clock.passes(Duration.ofMinutes(15));

        HttpResponse<String> late = browser.get("/api/v1/whoami", token);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(problem(late).path("detail").asText()).isEqualTo("the access token has expired");
        assertThat(browser.get("/api/v1/whoami").statusCode()).isEqualTo(401);
    }

    @Test
    void aPageAsksForSignInAndComesBackToItself() {
        HttpResponse<String> away = browser.page("/page?tab=2");
        assertThat(away.statusCode()).isEqualTo(303);
        String signIn = away.headers().firstValue("Location").orElseThrow();
        assertThat(signIn).isEqualTo("/sign-in?next=%2Fpage%3Ftab%3D2");
        assertThat(browser.page(signIn).body()).contains("name=\"next\" value=\"/page?tab=2\"");

        HttpResponse<String> in = signIn("/page?tab=2", Tenancy.PASSWORD);

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/page?tab=2");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("maestro_session=", "HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(browser.page("/page").body()).isEqualTo(ada.toString());
    }

    @Test
    void aWrongPasswordShowsTheFormAgain() {
        HttpResponse<String> answer = signIn("/", "wrong");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("is wrong", "value=\"ada@example.org\"");
        assertThat(browser.page("/page").statusCode()).isEqualTo(303);
    }

    @Test
    void signInLeadsToNoOtherSite() {
        assertThat(signIn("//evil.example", "wrong").body()).contains("name=\"next\" value=\"/\"");
        assertThat(signIn("https://evil.example", Tenancy.PASSWORD).headers().map().get("Location"))
                .containsExactly("/");
    }

    @Test
    void aFormWithoutTheSessionsSecretIsRefused() {
        signIn("/", Tenancy.PASSWORD);

        assertThat(browser.bareForm("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.bareForm("/sign-out", Map.of("_csrf", "guess")).statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/api/v1/count", new Word("x")).statusCode()).isEqualTo(403);
        assertThat(browser.page("/page").statusCode()).isEqualTo(200);

        HttpResponse<String> out =
                browser.form("/w/ada-lovelaces-workspace/members", "/sign-out", Map.of());
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(browser.page("/page").statusCode()).isEqualTo(303);
    }

    @Test
    void aForeignPageCannotSignABrowserIn() {
        assertThat(
                        browser.post(
                                        "/api/v1/auth/refresh",
                                        Map.of("refresh_token", "x"),
                                        "Sec-Fetch-Site",
                                        "cross-site")
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        browser.post(
                                        "/api/v1/auth/refresh",
                                        Map.of("refresh_token", "x"),
                                        "Origin",
                                        "https://evil.example")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerForbidsWhatAPageNeverNeeds() {
        HttpResponse<String> page = browser.page("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().map())
                .containsKeys("x-content-type-options", "x-frame-options", "referrer-policy")
                .doesNotContainKey("server");
    }

    @Test
    void theSamePostWithTheSameKeyIsDoneOnce() {
        HttpResponse<String> first = count("one", "key-1");
        HttpResponse<String> again = count("one", "key-1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(done).hasValue(1);
        assertThat(again.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
    }

    @Test
    void aKeyIsForOneBodyOneUserAndOneDay() {
        count("one", "key-1");

        assertThat(count("two", "key-1").statusCode()).isEqualTo(409);
        UserId eve = web.tenancy().stranger().user().id();
        assertThat(browser.post("/api/v1/count", new Word("one"), with(eve, "key-1")).body())
                .contains("\"count\":2");
        clock.passes(Duration.ofDays(1));
        assertThat(count("two", "key-1").statusCode()).isEqualTo(201);
    }

    @Test
    void whatWasBegunAndNeverAnsweredIsNotDoneTwice() {
        count("one", "key-1");
        asKilledBeforeTheAnswer("key-1");

        HttpResponse<String> again = count("one", "key-1");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("begun", "new key");
        assertThat(count("two", "key-1").body()).contains("another request");
        assertThat(done).hasValue(1);
        clock.passes(Duration.ofDays(1));
        assertThat(count("one", "key-1").statusCode()).isEqualTo(201);
    }

    @Test
    void thatARequestWasBegunStandsThereWhileItIsDone() {
        during = () -> assertThat(rows("where status = 0")).isEqualTo(1);

        assertThat(count("one", "key-1").statusCode()).isEqualTo(201);

        assertThat(rows("where status = 0")).isZero();
        assertThat(rows("where status = 201")).isEqualTo(1);
        refuse();
        assertThat(rows("")).isEqualTo(1);
    }

    private void asKilledBeforeTheAnswer(String key) {
        web.tenancy()
                .database()
                .inTransactionDo(tx ->
                        tx.sql()
                                .createUpdate(
                                        "update idempotency_key set status = 0, body = '' where key = :key")
                                .bind("key", key)
                                .execute());
    }

    private int rows(String which) {
        return web.tenancy()
                .database()
                .<Integer>reading(tx ->
                        tx.sql()
                                .createQuery("select count(*) from idempotency_key " + which)
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    void aRefusalIsNotRemembered() {
        assertThat(refuse().body()).contains("number 1");
        assertThat(refuse().body()).contains("number 2");
    }

    @Test
    void anAnswerWithASecretIsGivenAgainForTwoMinutesAndWrittenNowhere() {
        WorkspaceId workspace = web.tenancy().workspaces().ofUser(ada).getFirst().workspace().id();
        String path = "/api/v1/workspaces/" + workspace + "/invites";

        String first = browser.post(path, Map.of("kind", "cli"), with(ada, "key")).body();
        String again = browser.post(path, Map.of("kind", "cli"), with(ada, "key")).body();
        clock.passes(Duration.ofMinutes(2));
        String later = browser.post(path, Map.of("kind", "cli"), with(ada, "key")).body();

        assertThat(first).contains("/invites/").isEqualTo(again).isNotEqualTo(later);
        assertThat(
                        web.tenancy()
                                .database()
                                .<Integer>reading(tx ->
                                        tx.sql()
                                                .createQuery("select count(*) from idempotency_key")
                                                .mapTo(Integer.class)
                                                .one()))
                .isZero();
    }

    @Test
    void aMachineWhoseWelcomeWasLostIsLetInByTheSameKey() {
        WorkspaceId workspace = web.tenancy().workspaces().ofUser(ada).getFirst().workspace().id();
        String token =
                Tenancy.token(web.tenancy().invites().createCli(ada, workspace).url()).text();
        Map<String, String> redeem = Map.of("token", token, "machine", "laptop");

        String first =
                browser.post("/api/v1/auth/redeem", redeem, "Idempotency-Key", "mine").body();
        String again =
                browser.post("/api/v1/auth/redeem", redeem, "Idempotency-Key", "mine").body();
        HttpResponse<String> byAnother =
                browser.post("/api/v1/auth/redeem", redeem, "Idempotency-Key", "other");

        assertThat(first).contains("refresh_token").isEqualTo(again);
        assertThat(byAnother.statusCode()).isEqualTo(409);
    }

    @Test
    void aTakenPortIsOneSentence() {
        WebConfig taken = WebConfig.of("127.0.0.1", web.server().port(), Tenancy.URL);
        Templates templates = new Templates(new Site(Assets.load(), "key"));

        assertThatThrownBy(() ->
                        WebServer.start(
                                taken,
                                web.tenancy().database(),
                                web.tenancy().identity(),
                                templates,
                                List.of(),
                                _ -> {}))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining("127.0.0.1 port " + web.server().port());
    }

    private HttpResponse<String> signIn(String next, String password) {
        return browser.bareForm(
                "/sign-in", Map.of("email", "ada@example.org", "password", password, "next", next));
    }

    private HttpResponse<String> count(String word, String key) {
        return browser.post("/api/v1/count", new Word(word), with(ada, key));
    }

    private HttpResponse<String> refuse() {
        return browser.post("/api/v1/refuse", "{}", with(ada, "key"));
    }

    private String[] with(UserId user, String key) {
        String[] token = web.as(user);
        return new String[] {token[0], token[1], "Idempotency-Key", key};
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return Json.tree(answer.body());
    }
}
