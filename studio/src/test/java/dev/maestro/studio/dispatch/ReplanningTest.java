package dev.maestro.studio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.plan.Phase;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.Comment;
import dev.maestro.studio.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that change while they run. */
final class ReplanningTest {

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
    void addsChangesAndDropsWhatNobodyTouched() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();

        stage.plans.edit(
                stage.owner,
                plan.id(),
                """
                # Greetings
                ## Words
                - Say hello {#hello}
                  paths: src/hello/**
                ## Songs
                - Sing {#sing}
                  after: hello
                - Say both twice {#both}
                  after: hello
                """);

        assertThat(stage.dispatches(ada)).hasSize(1);
        assertThat(stage.tasks.ofPlan(plan.id()))
                .extracting(Task::slug)
                .containsExactly("hello", "both", "sing");
        assertThat(stage.task(plan, "both").title()).isEqualTo("Say both twice");
        assertThat(stage.tasks.dependencies(stage.task(plan, "both").id()))
                .containsExactly(stage.task(plan, "hello").id());
        assertThat(stage.plans.phases(plan.id()))
                .extracting(Phase::title)
                .containsExactly("Words", "Songs");
        assertThat(stage.plans.plan(plan.id()).epicBranch()).isEqualTo(plan.epicBranch());
    }

    @Test
    void refusesToChangeWhatWasStartedNamingIt() {
        Plan plan = stage.active(Stage.OUTLINE);
        stage.developer(plan, "ada", 1);
        stage.sweep();

        assertThatThrownBy(() ->
                        stage.plans.edit(
                                stage.owner, plan.id(), "# G\n## Words\n- Say goodbye {#bye}\n"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.CONFLICT))
                .hasMessageContaining("\"hello\" is under way");
        assertThat(stage.tasks.ofPlan(plan.id())).hasSize(3);
    }

    @Test
    void anAgentAddsThreeTasksAndMustAskForAFourth() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = stage.runs.heldBy(ada.id()).getFirst();
        stage.start(run, ada);

        for (int each = 1; each <= 4; each++) {
            stage.runs
                    .requests()
                    .subtask(
                            ada.id(),
                            new RunMethod.Subtask(
                                    run.id().value(),
                                    run.fence(),
                                    new SubtaskRequest(
                                            "Also this",
                                            "",
                                            List.of(),
                                            List.of(),
                                            Optional.empty(),
                                            List.of())));
        }

        assertThat(stage.tasks.ofPlan(plan.id()))
                .extracting(Task::slug)
                .contains("also-this", "also-this-2", "also-this-3")
                .hasSize(6);
        assertThat(stage.tasks.comments().of(run.taskId().orElseThrow()))
                .extracting(Comment::kind)
                .containsExactly(Comment.Kind.QUESTION);
    }

    @Test
    void aQueuedTaskThatWaitsForAnotherByNowIsNotGivenAway() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n- Second {#second}\n");
        stage.sweep();
        assertThat(stage.develop(stage.task(plan, "second")).state()).isEqualTo(RunState.QUEUED);
        stage.plans.edit(
                stage.owner,
                plan.id(),
                "# G\n## One\n- First {#first}\n- Second {#second}\n  after: first\n");
        Session ada = stage.developer(plan, "ada", 2);

        stage.sweep();

        assertThat(stage.dispatches(ada))
                .extracting(each -> each.task().orElseThrow().title())
                .containsExactly("First");
        assertThat(stage.dispatcher.explanations().of(stage.task(plan, "second").id()))
                .extracting(WhyNot::code)
                .containsExactly(WhyNot.Code.BLOCKED_BY);
    }

    @Test
    void aTaskOfAnAgentStaysThoughTheOutlineDoesNotNameIt() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = stage.runs.heldBy(ada.id()).getFirst();
        stage.start(run, ada);
        SubtaskRequest wanted =
                new SubtaskRequest(
                        "Also this", "", List.of(), List.of(), Optional.empty(), List.of());
        stage.runs
                .requests()
                .subtask(ada.id(), new RunMethod.Subtask(run.id().value(), run.fence(), wanted));

        stage.plans.edit(stage.owner, plan.id(), Stage.OUTLINE + "- Sing {#sing}\n  after: both\n");

        assertThat(stage.tasks.ofPlan(plan.id()))
                .extracting(Task::slug)
                .containsExactly("hello", "bye", "both", "also-this", "sing");
    }
}
