package dev.maestro.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.workspace.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    @TempDir static Path directory;
    private static PageStage stage;
    private static String project;
    private static UUID plan;

    @BeforeAll
    static void setTheStage() {
        stage = PageStage.open(directory);
        Visitor browser = stage.browser().open("/projects/create");
        browser.press(
                "create",
                Map.of(
                        "name", "Shop",
                        "remote_url", stage.remote(),
                        "check_command", "mvn -q verify"));
        project = browser.path();
        browser.open(project + "/plans/create")
                .press("save", Map.of("outline", SampleWork.OUTLINE));
        plan = UUID.fromString(browser.path().substring("/plans/".length()));
        browser.press("activate");
        stage.tenancy().database().inTransactionDo(tx -> SampleWork.fill(tx, plan));
        stage.prints(
                RunId.parse(run("tokens", "develop")),
                "compiling…\n\u001b[32mtests pass\u001b[0m\n<script>no</script>\n");
    }

    @AfterAll
    static void leave() {
        stage.close();
    }

    @Test
    void aProjectIsMadeByItsFormAndListed() {
        Visitor browser = stage.browser().open("/");

        assertThat(project).isEqualTo("/projects/shop");
        assertThat(browser.text()).contains("Shop", "1 active plan", "2 sessions online");
        assertThat(browser.open(project).text())
                .contains("local:" + stage.remote().replace(".git", ""))
                .contains("Needs a person", "3. Synonyms from the old shop")
                .contains("ada", "old-laptop", "Lost");
    }

    @Test
    void aFormThatIsRefusedKeepsWhatWasWrittenAndSaysWhy() {
        Visitor browser = stage.browser().open("/projects/create");

        browser.press("create", Map.of("name", "Ghost", "remote_url", "/nowhere/at.git"));

        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.page())
                .contains("value=\"Ghost\"", "value=\"/nowhere/at.git\"", "id=\"problem\"");
    }

    @Test
    void anOutlineWithMistakesIsShownAgainWithEachPlace() {
        Visitor browser = stage.browser().open(project + "/plans/create");

        browser.press("save", Map.of("outline", "# Title\n\n## Phase\n\n- A {#a}\n  after: b\n"));

        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.page()).contains("<span class=\"where\">6:", "- A {#a}");
    }

    @Test
    void aPlanShowsItsTasksWithWhatKeepsThem() {
        String text = stage.browser().open("/plans/" + plan).text();

        assertThat(text)
                .contains(
                        "Active",
                        "epic/search-in-the-shop-",
                        "In progress",
                        "develop running · ada")
                .contains("Blocked", "Held", "The third review rejected it.", "rejected 1 time")
                .contains("1/6");
    }

    @Test
    void aPlanIsPausedAndResumedByItsButtons() {
        Visitor browser = stage.browser().open("/plans/" + plan);

        assertThat(browser.press("pause").text()).contains("Paused: nothing new starts");
        assertThat(browser.press("resume").page()).contains("id=\"pause\"");
    }

    @Test
    void whatTheLifecycleRefusesIsToldOnThePage() {
        Visitor browser = stage.browser().open("/plans/" + plan);
        String csrf = browser.page().replaceAll("(?s).*name=\"csrf\" content=\"([^\"]+)\".*", "$1");

        browser.post("/plans/" + plan + "/resume", "_csrf=" + csrf);

        assertThat(browser.status()).isEqualTo(409);
        assertThat(browser.page()).contains("id=\"problem\"", "Search in the shop");
    }

    @Test
    void aTaskTellsItsWholeHistory() {
        String text = stage.browser().open("/tasks/" + task("index")).text();

        assertThat(text)
                .contains("a new product is found at once", "java 3", "2 h")
                .contains("Rejected", "An empty catalogue throws.", "no test for the empty")
                .contains("Checks failed: mvn -q verify ended with exit code 1")
                .contains("Merge into the epic", "9f3c9f3c");
    }

    @Test
    void aTaskHasTheSameWordOnItsPageAsInItsPlan() {
        Visitor browser = stage.browser().open("/tasks/" + task("page"));

        assertThat(browser.page())
                .containsPattern("id=\"task-state\"><span class=\"badge [a-z ]*\">Blocked<")
                .containsPattern("Suggestions while typing</span><span[^>]*>Blocked<")
                .containsPattern("Tell the world</span><span[^>]*>Held<")
                .doesNotContain(">Draft<");
    }

    @Test
    void aTaskIsHeldAndLetGo() {
        Visitor browser = stage.browser().open("/tasks/" + task("suggest"));

        assertThat(browser.text())
                .contains("Why it is not running", "Nobody is connected.")
                .doesNotContain("no_session_online");
        assertThat(browser.press("hold").page()).contains("id=\"unhold\"");
        assertThat(browser.press("unhold").page()).contains("id=\"hold\"");
    }

    @Test
    void aCommentIsAddedAndStandsThereAsItWasWritten() {
        Visitor browser = stage.browser().open("/tasks/" + task("page"));

        browser.press("add-comment", Map.of("body", "Mind the <b>header</b>"));

        assertThat(browser.page()).contains("Mind the &lt;b&gt;header&lt;/b&gt;");
    }

    @Test
    void aRunShowsItsOutputWithoutTerminalColoursAndWithoutRunningIt() {
        Visitor browser = stage.browser().open("/runs/" + run("tokens", "develop"));

        assertThat(browser.page())
                .contains("compiling…\ntests pass\n&lt;script&gt;no&lt;/script&gt;")
                .contains("private-run.");
        assertThat(browser.text())
                .contains("48.2k in, 9.3k out, 30.0k cached", "$0.42", "has java 4, asked is 4");
    }

    @Test
    void aRunIsSteeredFromItsPage() {
        Visitor visitor = stage.browser().open("/runs/" + run("tokens", "develop"));

        visitor.press("steer", Map.of("text", "Leave the German stemmer alone"));

        assertThat(visitor.text()).contains("Leave the German stemmer alone");
        assertThat(stage.post())
                .anyMatch(sent -> sent.endsWith(": Leave the German stemmer alone"));
    }

    @Test
    void aReleaseThatConflictedIsTriedAgainByItsButton() {
        Visitor visitor = stage.browser().open("/plans/" + plan);

        visitor.press("retry-release");

        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.page()).doesNotContain("id=\"retry-release\"");
    }

    @Test
    void aFailedRunShowsTheCheckThatFailed() {
        Visitor browser = stage.browser().open("/runs/" + run("index", "develop", "failed"));

        assertThat(browser.text()).contains("exit 1", "took 41 s", "FAILED SearchTest");
    }

    @Test
    void theFragmentIsThePagesMainPart() {
        for (String path :
                List.of(
                        "/",
                        project,
                        "/plans/" + plan,
                        "/tasks/" + task("tokens"),
                        "/runs/" + run("tokens", "develop"))) {
            Visitor browser = stage.browser();

            String fragment = browser.fragment(path).strip();

            assertThat(fragment).startsWith("<main").endsWith("</main>");
            assertThat(browser.open(path).page()).as(path).contains(fragment);
        }
    }

    @Test
    void aStrangerFindsNothing() {
        UserId eve = stage.tenancy().stranger().user().id();
        for (String path :
                List.of(
                        project,
                        project + "/plans/create",
                        "/plans/" + plan,
                        "/plans/" + plan + "/edit",
                        "/tasks/" + task("tokens"),
                        "/runs/" + run("tokens", "develop"))) {
            assertThat(stage.browser(eve).open(path).status()).as(path).isEqualTo(404);
        }
        assertThat(stage.browser(eve).open("/").page()).contains("id=\"no-projects\"");
    }

    @Test
    void theFirstPageLeadsToTheMembersBeforeThereIsAProject() {
        UserId eve = stage.tenancy().stranger().user().id();

        assertThat(stage.browser(eve).open("/").page())
                .contains("id=\"no-projects\"")
                .containsPattern("href=\"/w/[a-z0-9-]+/members\"");
    }

    @Test
    void aViewerIsShownNoButtonThatWouldBeRefused() {
        UserId bob =
                stage.tenancy()
                        .member(
                                stage.owner().user().id(),
                                stage.owner().workspace().id(),
                                Role.VIEWER);
        Visitor browser = stage.browser(bob).open("/plans/" + plan);

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.page()).doesNotContain("id=\"pause\"", "id=\"edit\"", "id=\"cancel\"");
        assertThat(browser.open("/plans/" + plan + "/edit").status()).isEqualTo(403);
    }

    @Test
    void aPostWithoutTheSessionsSecretIsRefused() {
        Visitor browser = stage.browser().open("/plans/" + plan);

        assertThat(browser.post("/plans/" + plan + "/pause", "").status()).isEqualTo(403);
    }

    @Test
    void whoIsNotSignedInIsSentToSignIn() {
        Visitor nobody = new Visitor(stage.site(), "other=1");

        assertThat(nobody.open("/plans/" + plan).path())
                .isEqualTo("/sign-in?next=%2Fplans%2F" + plan);
    }

    @Test
    void assetsMayBeKeptForEverAndOnlyUnderTheirHash() {
        Visitor browser = stage.browser().open("/");
        String script = browser.page().replaceAll("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");

        HttpResponse<String> answer = stage.call("GET", script, "");

        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
        assertThat(answer.body()).contains("Maestro-Fragment");
        assertThat(stage.call("GET", "/assets/0000/studio.js", "").statusCode()).isEqualTo(404);
    }

    private static String task(String slug) {
        for (JsonNode phase : json("/api/v1/plans/" + plan).path("phases")) {
            for (JsonNode task : phase.path("tasks")) {
                if (task.path("slug").asText().equals(slug)) {
                    return task.path("id").asText();
                }
            }
        }
        throw new AssertionError("no task " + slug);
    }

    private static String run(String slug, String purpose, String... state) {
        for (JsonNode run : json("/api/v1/tasks/" + task(slug)).path("runs")) {
            if (run.path("purpose").asText().equals(purpose)
                    && (state.length == 0 || run.path("state").asText().equals(state[0]))) {
                return run.path("id").asText();
            }
        }
        throw new AssertionError("no run of " + slug);
    }

    private static JsonNode json(String path) {
        return Json.tree(stage.call("GET", path, "").body());
    }
}
