package dev.maestro.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.studio.web.Frame.Viewer;
import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private final Site site = new Site(Assets.load(), "live-key");
    private final Templates templates = new Templates(site);
    private final Content content = output -> output.writeContent("<h1>Hello</h1>");
    private final Frame frame =
            Frame.still("Plans & <dreams>", Optional.of(new Viewer("Ada Lovelace", "secret-csrf")));

    @Test
    void escapesWhatPeopleWrote() {
        assertThat(page(false))
                .contains("<title>Plans &amp; &lt;dreams&gt; · Maestro</title>")
                .doesNotContain("<dreams>");
    }

    @Test
    void answersTheMainPartExactlyAsItStandsInThePage() {
        String fragment = page(true).strip();

        assertThat(fragment).startsWith("<main").endsWith("</main>").contains("<h1>Hello</h1>");
        assertThat(page(false)).contains(fragment);
    }

    @Test
    void tellsTheScriptWhereNewsComeFrom() {
        Frame living = frame.living("private-project.1", "private-run.2");

        assertThat(templates.text("layout", living, false, Map.of("content", content)))
                .contains("data-live-key=\"live-key\"")
                .contains("data-live-channels=\"private-project.1 private-run.2\"");
    }

    @Test
    void everyFormOfAPersonCarriesTheSessionsSecret() {
        assertThat(page(false))
                .contains("<input type=\"hidden\" name=\"_csrf\" value=\"secret-csrf\">");
    }

    @Test
    void holdsNoScriptAndNoStyleOfItsOwnSoThatTheStrictPolicyCanStand() {
        assertThat(page(false)).doesNotContain("<style").doesNotContain("style=");
        assertThat(page(false))
                .containsOnlyOnce("<script")
                .contains("<script type=\"module\" src=");
    }

    @Test
    void takesTwoLettersOfANameAtMost() {
        assertThat(new Viewer("Ada King of Lovelace", "x").initials()).isEqualTo("AK");
        assertThat(new Viewer(" ada ", "x").initials()).isEqualTo("A");
    }

    private String page(boolean fragment) {
        return templates.text("layout", frame, fragment, Map.of("content", content));
    }
}
