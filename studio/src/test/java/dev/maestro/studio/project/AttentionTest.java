package dev.maestro.studio.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.maestro.studio.dispatch.Stage;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.project.ProjectPage.Attention;
import dev.maestro.studio.task.Task;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a project says a person must look at. */
final class AttentionTest {

    @TempDir Path directory;
    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.open(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void namesATaskThatWaitsForACancelledOne() {
        Plan plan = stage.active(Stage.OUTLINE);
        assertThat(attention(plan)).isEmpty();

        stage.tasks.orders().cancel(stage.owner, stage.task(plan, "hello").id());

        assertThat(attention(plan))
                .extracting(Attention::title, Attention::waitsFor)
                .containsExactly(
                        tuple(
                                "3. Say both",
                                "it waits for task 1, which was cancelled: edit the plan, or cancel this one too"));
    }

    @Test
    void namesAPlanOfWhichNothingIsLeft() {
        Plan plan = stage.active(Stage.OUTLINE);

        for (Task task : stage.tasks.ofPlan(plan.id())) {
            stage.tasks.orders().cancel(stage.owner, task.id());
        }

        assertThat(attention(plan))
                .extracting(Attention::href)
                .containsExactly("/plans/" + plan.id());
    }

    private List<Attention> attention(Plan plan) {
        return new ProjectViews(stage.database)
                .page(stage.owner, plan.projectId().toString())
                .attention();
    }
}
