package dev.maestro.studio.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.run.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The pages' script in a real browser, against a real hub. */
@EnabledIf("aBrowserIsInstalled")
class LivePageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir static Path directory;
    private static PageStage stage;
    private static Playwright playwright;
    private static Browser browser;
    private static UUID project;
    private static UUID plan;

    static boolean aBrowserIsInstalled() {
        return Files.isExecutable(CHROMIUM);
    }

    @BeforeAll
    static void setTheStage() {
        stage = PageStage.open(directory);
        project = id("/api/v1/projects", Map.of("name", "Shop", "remote_url", stage.remote()));
        plan = id("/api/v1/projects/shop/plans", Map.of("outline", SampleWork.OUTLINE));
        stage.call("POST", "/api/v1/plans/" + plan + "/activate", "{}");
        stage.tenancy().database().inTransactionDo(tx -> SampleWork.fill(tx, plan));
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void leave() {
        browser.close();
        playwright.close();
        stage.close();
    }

    @Test
    void anOpenPageFollowsTheNewsAndKeepsWhatIsHalfWritten() {
        Page page = open("/tasks/" + task("tell"));
        page.fill("#comment", "half a thou");
        page.click("#cancel-ask summary");

        stage.call("POST", "/api/v1/tasks/" + task("tell") + "/unhold", "{}");
        stage.news(project);

        assertThat(page.locator("#hold")).isVisible();
        assertThat(page.locator("#comment")).hasValue("half a thou");
        assertThat(page.locator("#cancel")).isVisible();
        assertThat(page.locator("#live")).isHidden();
    }

    @Test
    void theOutputOfARunGrowsAndBeginsAnewWithTheNextAttempt() {
        RunId run =
                RunId.parse(
                        Json.tree(stage.call("GET", "/api/v1/tasks/" + task("tokens"), "").body())
                                .at("/runs/0/id")
                                .asText());
        stage.prints(run, "one\n");
        Page page = open("/runs/" + run);
        assertThat(page.locator("#output")).containsText("one");

        stage.chunk(run, 1, 4, "\u001b[1mtwo\u001b[0m\n");
        assertThat(page.locator("#output")).hasText("one\ntwo\n");

        stage.chunk(run, 2, 0, "again\n");
        assertThat(page.locator("#output")).hasText("again\n");
    }

    /** A page that hears what happens. Its policy refused nothing, its script threw nothing. */
    private static Page open(String path) {
        BrowserContext context = browser.newContext();
        context.addCookies(
                List.of(
                        new Cookie(
                                        "maestro_session",
                                        stage.tenancy()
                                                .identity()
                                                .webSessions()
                                                .start(stage.owner().user().id())
                                                .text())
                                .setUrl(stage.site().toString())));
        Page page = context.newPage();
        page.onPageError(Assertions::fail);
        page.navigate(stage.site().resolve(path).toString());
        assertThat(page.locator("body")).hasAttribute("data-live", "yes");
        return page;
    }

    private static String task(String slug) {
        for (var phase :
                Json.tree(stage.call("GET", "/api/v1/plans/" + plan, "").body()).path("phases")) {
            for (var task : phase.path("tasks")) {
                if (task.path("slug").asText().equals(slug)) {
                    return task.path("id").asText();
                }
            }
        }
        throw new AssertionError("no task " + slug);
    }

    private static UUID id(String path, Map<String, ?> body) {
        return UUID.fromString(
                Json.tree(stage.call("POST", path, Json.write(body)).body()).path("id").asText());
    }
}
