package dev.maestro.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.studio.plan.Outline.OutlineTask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutlineParserTest {

    @Test
    void readsEverythingTheSyntaxKnows() {
        Outline outline =
                read(
                        """
                        # Search

                        People find things.

                        ## Index
                        - Build the index {#index}
                          skills: java:4, sql, go: 75%, rust:uzman
                          estimate: 1d 2h
                          paths: src/index/**, Index.java
                          hold: yes
                          Reads all pages.

                          note: this is prose.
                          - it is rebuilt
                            from scratch
                          - it is quick

                        ## Page
                        - Show hits
                          after: index
                        """);

        assertThat(outline.title()).isEqualTo("Search");
        assertThat(outline.goal()).isEqualTo("People find things.");
        OutlineTask index = outline.tasks().getFirst();
        assertThat(index.skills())
                .containsExactly(
                        new SkillLevel("java", 4),
                        new SkillLevel("sql", 3),
                        new SkillLevel("go", 4),
                        new SkillLevel("rust", 5));
        assertThat(index.estimate()).contains(Duration.ofHours(10));
        assertThat(index.paths()).containsExactly("src/index/**", "Index.java");
        assertThat(index.held()).isTrue();
        assertThat(index.description()).isEqualTo("Reads all pages.\n\nnote: this is prose.");
        assertThat(index.criteria()).containsExactly("it is rebuilt from scratch", "it is quick");
        assertThat(outline.tasks().getLast().slug()).isEqualTo("show-hits");
        assertThat(outline.tasks().getLast().after()).containsExactly("index");
    }

    @Test
    void tellsAllMistakesAtOnceWithLineAndColumn() {
        assertThat(
                        mistakes(
                                """
                                # T
                                - early
                                ## Empty
                                ## Work
                                - One {#one}
                                  skils: java
                                  skills: java:wizard
                                  estimate: soon
                                - Two {#one}
                                  after: oen
                                - Three {#open
                                lost
                                """))
                .extracting(error -> error.line() + ":" + error.column())
                .containsExactly(
                        "2:1", "3:1", "6:3", "7:11", "8:13", "9:3", "10:10", "11:9", "12:1");
    }

    @Test
    void guessesWhatWasMeant() {
        assertThat(mistakes("# T\n## P\n- A {#alpha}\n- B\n  aftr: alpha\n  after: alhpa\n"))
                .extracting(OutlineError::message)
                .containsExactly(
                        "unknown key \"aftr\": did you mean \"after\"?",
                        "there is no task \"alhpa\": did you mean \"alpha\"?");
    }

    @Test
    void namesACycle() {
        assertThat(
                        mistakes(
                                "# T\n## P\n- a\n  after: c\n- b\n  after: a\n- c\n  after: b\n- d\n  after: d\n"))
                .extracting(OutlineError::message)
                .containsExactly(
                        "these tasks wait for each other: a → c → b → a",
                        "the task \"d\" waits for itself");
    }

    @Test
    void refusesATextWithoutTitle() {
        assertThat(mistakes(""))
                .extracting(OutlineError::message)
                .containsExactly("the outline has no title: begin with # Title");
    }

    private static Outline read(String text) {
        return OutlineParser.parse(text).orRefuse();
    }

    private static List<OutlineError> mistakes(String text) {
        return OutlineParser.parse(text) instanceof OutlineReading.Mistaken(var errors)
                ? errors
                : List.of();
    }
}
