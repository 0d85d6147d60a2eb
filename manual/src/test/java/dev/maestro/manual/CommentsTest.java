package dev.maestro.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod;
import dev.maestro.protocol.work.WorkEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CommentsTest {

    private final Comments comments = new Comments(Path.of("..").toAbsolutePath().normalize());

    @Test
    void quotesWhatStandsAboveARecord() {
        assertThat(comments.of(RunMethod.Usage.class).text())
                .isEqualTo(
                        "Tokens and money of one run; a number that the provider does not tell is"
                                + " empty.");
    }

    @Test
    void keepsWhatIsSaidOfEachComponentApart() {
        Comments.Comment dispatch = comments.of(StudioMethod.Dispatch.class);

        assertThat(dispatch.text()).startsWith("`run.dispatch`: everything needed for one run.");
        assertThat(dispatch.components())
                .containsEntry("fetchRef", "the remote ref under which `commit` can be fetched");
    }

    @Test
    void callsComponentsAsTheyAreCalledOnTheWire() {
        assertThat(comments.of(RunMethod.Pause.class).text()).endsWith("again at `resume_at`.");
    }

    @Test
    void takesNoCommentOfAnotherRecordOfTheSameName() {
        assertThat(comments.of(WorkEvent.TaskNews.Created.class)).isEqualTo(Comments.Comment.NONE);
        assertThat(comments.of(WorkEvent.RunNews.Progress.class).text())
                .startsWith("Told at most every two seconds");
    }
}
