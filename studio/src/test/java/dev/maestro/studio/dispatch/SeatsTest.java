package dev.maestro.studio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.maestro.git.GitFailed;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that do not take what they are given, and remotes that do not answer. */
final class SeatsTest {

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
    void aSessionWhoseSeatsAreTakenRestsInsteadOfBeingAskedAtOnce() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = stage.runs.heldBy(ada.id()).getFirst();
        refuse(ada, run);

        for (int sweep = 1; sweep <= 40; sweep++) {
            stage.sweep();
        }
        assertThat(stage.dispatches(ada)).hasSize(1);

        stage.clock.passes(Duration.ofSeconds(1));
        stage.sweep();
        assertThat(stage.dispatches(ada)).hasSize(2);
        assertThat(stage.runs.run(run.id()).state()).isEqualTo(RunState.DISPATCHED);
    }

    @Test
    void itIsSaidWhyAFreeSeatIsNotTaken() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n- Second {#second}\n");
        Session ada = stage.developer(plan, "ada", 1);
        Session bob = stage.developer(plan, "bob", 1);
        stage.sweep();
        Run failing = stage.runs.heldBy(ada.id()).getFirst();
        stage.start(failing, ada);
        stage.start(stage.runs.heldBy(bob.id()).getFirst(), bob);

        stage.runs.endings().fail(ada.id(), hasNoAgent(failing));
        stage.clock.passes(Duration.ofSeconds(40));
        stage.sweep();

        assertThat(stage.dispatcher.explanations().of(failing.taskId().orElseThrow()))
                .extracting(WhyNot::code, WhyNot::sentence)
                .containsExactly(
                        tuple(
                                WhyNot.Code.AT_CAPACITY,
                                "all seats that suit it are taken; ada has a free seat, but it"
                                        + " failed there before"));
    }

    @Test
    void aRunThatIsRefusedAgainAndAgainGivesItsSessionMinutesBeforeItFails() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n");
        Session ada = stage.developer(plan, "ada", 1);
        Instant before = stage.clock.instant();

        Run run = given(ada);
        while (run.state() == RunState.DISPATCHED) {
            refuse(ada, run);
            run = stage.runs.run(run.id());
            for (int second = 0; second < 31 && run.state() == RunState.QUEUED; second++) {
                stage.clock.passes(Duration.ofSeconds(1));
                stage.fleet.heard(ada.id());
                stage.sweep();
                run = stage.runs.run(run.id());
            }
        }

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(stage.clock.instant()).isAfter(before.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aSocketThatNoLongerHearsIsAskedOnce() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 4);
        stage.deaf.add(Session.channel(ada.id()));

        for (int sweep = 1; sweep <= 40; sweep++) {
            stage.sweep();
        }
        assertThat(stage.runs.live(plan.projectId()))
                .hasSize(2)
                .allMatch(run -> run.state() == RunState.QUEUED && run.orphaned() <= 1);

        stage.deaf.clear();
        stage.fleet.hello(ada.id(), stage.socket());
        stage.sweep();
        assertThat(stage.runs.heldBy(ada.id())).hasSize(2);
    }

    @Test
    void whoLeavesItsChannelIsNotAskedAndWhoTookItsPlaceIs() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        SocketId first = stage.socket();
        SocketId second = stage.socket();
        ChannelName channel = new ChannelName.Private(Session.channel(ada.id()), false);
        stage.fleet.hello(ada.id(), first);
        stage.fleet.hello(ada.id(), second);

        stage.contract.unsubscribed(first, channel);
        assertThat(stage.fleet.connected(ada.id())).isTrue();
        stage.contract.unsubscribed(second, channel);
        stage.sweep();

        assertThat(stage.dispatches(ada)).isEmpty();
    }

    @Test
    void aPlanStopsThoughTheRemoteOfTheProjectDoesNotAnswer() throws IOException {
        ProjectId project = stage.project().id();
        active(project);
        stage.clock.passes(Duration.ofSeconds(1));
        Plan stopped = active(project);
        Session ada = stage.developer(stopped, "ada", 6);
        stage.sweep();
        assertThat(stage.runs.heldBy(ada.id())).hasSize(2);
        stage.plans.pause(stage.owner, stopped.id());
        Files.move(stage.remote, directory.resolve("elsewhere"));

        try (Clones clones = Clones.open(directory.resolve("clones"))) {
            Plans anew = Plans.open(stage.database, stage.projects, clones);
            Dispatcher dispatcher =
                    Dispatcher.open(
                            stage.database,
                            stage.projects,
                            anew,
                            stage.tasks,
                            stage.runs,
                            stage.fleet,
                            stage.link,
                            stage.clock);
            assertThatThrownBy(() -> dispatcher.sweep(project)).isInstanceOf(GitFailed.class);
        }

        assertThat(stage.runs.heldBy(ada.id()))
                .hasSize(1)
                .noneMatch(run -> run.planId().equals(stopped.id()));
    }

    @Test
    void saysWhyNobodyReviewsATask() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n");
        Session ada = stage.developer(plan, "ada", 1);
        Run run = given(ada);
        stage.start(run, ada);
        Task task = stage.task(plan, "first");
        String commit = stage.pushWork(plan, task);
        stage.runs.endings().complete(ada.id(), stage.done(run, commit));
        stage.database.inTransactionDo(
                tx -> stage.runs.queue().review(tx, stage.tasks.task(tx, task.id()), commit));
        stage.sweep();

        assertThat(stage.dispatcher.explanations().of(task.id()))
                .extracting(WhyNot::code, WhyNot::sentence)
                .containsExactly(
                        tuple(
                                WhyNot.Code.NO_SESSION_ONLINE,
                                "no session is online that accepts review"));
    }

    @Test
    void noFailureKeepsATaskWaitingForYears() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n");
        Session ada = stage.developer(plan, "ada", 1);
        Run run = given(ada);
        stage.start(run, ada);

        stage.runs
                .endings()
                .fail(
                        ada.id(),
                        new RunMethod.Fail(
                                run.id().value(),
                                run.fence(),
                                FailureReason.PROVIDER_USAGE_LIMIT,
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instant.parse("9999-01-01T00:00:00Z"))));

        assertThat(stage.task(plan, "first").notBefore().orElseThrow())
                .isBeforeOrEqualTo(stage.clock.instant().plus(Duration.ofDays(8)));
    }

    @Test
    void aCallThatLacksAFieldIsInvalidAndNoErrorOfOurs() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.said.clear();

        say(ada, "{'jsonrpc':'2.0','id':'1','method':'run.accept','params':{'fence':1}}");

        assertThat(stage.said.getLast().data())
                .contains("-32602")
                .contains("the field run is missing");
    }

    @Test
    void keepsAReportWithACharacterThatTheDatabaseCannotKeep() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n");
        Session ada = stage.developer(plan, "ada", 1);
        Run run = given(ada);
        stage.start(run, ada);

        say(
                ada,
                """
                {'jsonrpc':'2.0','id':'1','method':'run.fail','params':{'run':'%s','fence':%d,
                 'reason':'checks_failed','detail':'a\\u0000b','log_tail':'c\\u0000d'}}
                """
                        .formatted(run.id(), run.fence()));

        Run ended = stage.runs.run(run.id());
        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.failureLog()).contains("c\uFFFDd");
    }

    private Plan active(ProjectId project) {
        Plan draft = stage.plans.create(stage.owner, project, "# G\n## One\n- First\n");
        return stage.plans.activate(stage.owner, draft.id());
    }

    private Run given(Session session) {
        stage.sweep();
        return stage.runs.heldBy(session.id()).getFirst();
    }

    private static RunMethod.Fail hasNoAgent(Run run) {
        return new RunMethod.Fail(
                run.id().value(),
                run.fence(),
                FailureReason.STALLED,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void refuse(Session session, Run run) {
        stage.runs
                .reports()
                .refuse(
                        session.id(),
                        new RunMethod.Refuse(
                                run.id().value(), run.fence(), FailureReason.AT_CAPACITY, "full"));
    }

    private void say(Session session, String data) {
        stage.contract.clientEvent(
                stage.socket(),
                new ChannelName.Private(Session.channel(session.id()), false),
                MethodName.UP,
                data.replace('\'', '"'));
    }
}
