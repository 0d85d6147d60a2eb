package dev.maestro.studio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.git.Git;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod.Decision;
import dev.maestro.protocol.work.SessionMethod.EventNotification;
import dev.maestro.protocol.work.SessionMethod.HeldRun;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.protocol.work.StudioMethod;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionState;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.project.NewProject;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.RunStep;
import dev.maestro.studio.run.RunTrigger;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an active plan to submitted work, with all that may come between. */
final class CoreTest {

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
    void refusesARemoteThatIsNoRepositoryNamingIt() {
        Path nothing = directory.resolve("nothing");
        NewProject wanted =
                new NewProject(
                        "P",
                        nothing.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThatThrownBy(() -> stage.projects.create(stage.owner, stage.workspace, wanted))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INVALID_PARAMS))
                .hasMessageContaining(nothing.toString());
    }

    @Test
    void activationPushesTheEpicBranchOffTheBase() {
        Plan plan = stage.active(Stage.OUTLINE);

        assertThat(plan.epicBranch().orElseThrow()).matches("epic/greetings-[0-9a-z]{6}");
        assertThat(Git.at(stage.remote).run("rev-parse", plan.epicRef()).line())
                .isEqualTo(plan.baseCommit().orElseThrow());
    }

    @Test
    void givesReadyTasksToFreeSeatsAndProvedWorkGoesToReview() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 4);

        stage.sweep();

        List<StudioMethod.Dispatch> given = stage.dispatches(ada);
        assertThat(given)
                .extracting(each -> each.task().orElseThrow().number())
                .containsExactly(1, 2);
        assertThat(given.getFirst().commit()).isEqualTo(plan.baseCommit().orElseThrow());
        assertThat(given.getFirst().snapshotRef()).isEmpty();
        Run run = stage.develop(stage.task(plan, "hello"));
        stage.start(run, ada);
        assertThat(stage.task(plan, "hello").state()).isEqualTo(TaskState.IN_PROGRESS);

        String commit = stage.pushWork(plan, stage.task(plan, "hello"));
        stage.runs.endings().complete(ada.id(), stage.done(run, commit));

        assertThat(stage.task(plan, "hello").state()).isEqualTo(TaskState.IN_REVIEW);
        assertThat(stage.task(plan, "hello").headCommit()).contains(commit);
        assertThat(stage.runs.run(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(stage.runs.steps(run.id()))
                .extracting(RunStep::trigger)
                .containsExactly(RunTrigger.DISPATCH, RunTrigger.START, RunTrigger.COMPLETE);
        assertThat(stage.task(plan, "both").state()).isEqualTo(TaskState.DRAFT);
        assertThat(stage.dispatcher.explanations().of(stage.task(plan, "both").id()))
                .extracting(WhyNot::code)
                .containsExactly(WhyNot.Code.BLOCKED_BY);
    }

    @Test
    void refusesCompletionWithoutProof() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);
        stage.start(run, ada);
        String base = plan.baseCommit().orElseThrow();

        assertRefused(
                RefusalCode.PROOF_MISSING,
                () -> stage.runs.endings().complete(ada.id(), stage.done(run, base)));

        assertThat(stage.runs.run(run.id()).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void takesTheSameReportAgainAndRefusesAnother() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);
        stage.start(run, ada);
        String commit = stage.pushWork(plan, stage.tasks.task(run.taskId().orElseThrow()));
        RunMethod.Complete report = stage.done(run, commit);
        stage.runs.endings().complete(ada.id(), report);
        long seq = stage.projects.project(plan.projectId()).lastSeq();

        stage.runs.endings().complete(ada.id(), report);

        assertThat(stage.projects.project(plan.projectId()).lastSeq()).isEqualTo(seq);
        assertRefused(
                RefusalCode.CONFLICT, () -> stage.runs.endings().fail(ada.id(), failure(run)));
    }

    @Test
    void refusesAStaleFenceAndChangesNothing() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run first = held(ada);
        stage.start(first, ada);
        stage.runs.leases().orphan(first.id(), FailureReason.SESSION_LOST);
        stage.sweep();

        assertRefused(
                RefusalCode.LEASE_LOST, () -> stage.runs.endings().fail(ada.id(), failure(first)));

        Run second = held(ada);
        assertThat(second.fence()).isEqualTo(first.fence() + 1);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.state()).isEqualTo(RunState.DISPATCHED);
        assertThat(stage.dispatches(ada).getLast().snapshotRef()).isPresent();
    }

    @Test
    void takesBackADispatchThatNobodyAnswersAndALeaseThatRunsOut() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);

        stage.clock.passes(Duration.ofSeconds(11));
        stage.reaper.sweep();
        assertThat(stage.runs.run(run.id()).state()).isEqualTo(RunState.QUEUED);

        stage.sweep();
        stage.start(held(ada), ada);
        stage.clock.passes(Duration.ofSeconds(91));
        stage.reaper.sweep();

        assertThat(stage.runs.live(plan.projectId()))
                .allMatch(each -> each.state() == RunState.QUEUED);
        assertThat(stage.fleet.session(ada.id()).state()).isEqualTo(SessionState.LOST);
        assertThat(stage.task(plan, "hello").state()).isEqualTo(TaskState.DRAFT);
    }

    @Test
    void helloKeepsWhatIsListedAndTakesBackTheRest() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 2);
        stage.sweep();
        List<Run> both = stage.runs.heldBy(ada.id());
        both.forEach(run -> stage.start(run, ada));
        Run kept = both.getFirst();
        Run dropped = both.getLast();

        var decisions =
                stage.runs
                        .leases()
                        .reconcile(
                                ada.id(),
                                List.of(
                                        new HeldRun(kept.id().value(), kept.fence()),
                                        new HeldRun(UUID.randomUUID(), 1)));

        assertThat(decisions)
                .extracting(each -> each.decision())
                .containsExactly(Decision.CONTINUE, Decision.CANCEL);
        assertThat(stage.runs.run(kept.id()).state()).isEqualTo(RunState.RUNNING);
        assertThat(stage.runs.run(dropped.id()).state()).isEqualTo(RunState.QUEUED);
    }

    @Test
    void aLimitPausesTheRunFreesTheSeatAndItResumesByItself() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);
        stage.start(run, ada);

        stage.runs
                .reports()
                .pause(
                        ada.id(),
                        new RunMethod.Pause(
                                run.id().value(),
                                run.fence(),
                                FailureReason.PROVIDER_RATE_LIMITED,
                                stage.clock.instant().plusSeconds(60),
                                ""));

        Task task = stage.tasks.task(run.taskId().orElseThrow());
        assertThat(task.state()).isEqualTo(TaskState.WAITING_FOR_RESUME);
        assertThat(stage.dispatcher.explanations().of(task.id()))
                .extracting(WhyNot::code)
                .containsExactly(WhyNot.Code.WAITS_UNTIL);
        stage.sweep();
        assertThat(stage.runs.heldBy(ada.id())).isEmpty();

        stage.clock.passes(Duration.ofSeconds(61));
        stage.fleet.heard(ada.id());
        stage.sweep();

        Run again = stage.runs.run(run.id());
        assertThat(again.state()).isEqualTo(RunState.DISPATCHED);
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void aPausedPlanTakesItsRunsBackAndResumesOnTheSameBranch() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);
        stage.start(run, ada);

        stage.plans.pause(stage.owner, plan.id());
        stage.sweep();

        Task task = stage.tasks.task(run.taskId().orElseThrow());
        assertThat(stage.runs.run(run.id()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(task.state()).isEqualTo(TaskState.WAITING_FOR_RESUME);
        assertThat(stage.requests(ada, MethodName.RUN_CANCEL)).hasSize(1);
        stage.sweep();
        assertThat(stage.runs.heldBy(ada.id())).isEmpty();

        stage.plans.resume(stage.owner, plan.id());
        stage.sweep();

        assertThat(stage.runs.heldBy(ada.id())).hasSize(1);
        assertThat(stage.tasks.task(task.id()).branch()).isEqualTo(task.branch());
    }

    @Test
    void aCancelledPlanEndsItsRunsAndTasks() {
        Plan plan = stage.active(Stage.OUTLINE);
        stage.developer(plan, "ada", 1);
        stage.sweep();

        stage.plans.cancel(stage.owner, plan.id());
        stage.sweep();

        assertThat(stage.tasks.ofPlan(plan.id()))
                .allMatch(task -> task.state() == TaskState.CANCELLED);
        assertThat(stage.runs.live(plan.projectId())).isEmpty();
    }

    @Test
    void theSameFailureThreeTimesInARowNeedsAnOperatorAndRetryStartsAnew() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        for (int attempt = 1; attempt <= 3; attempt++) {
            stage.sweep();
            Run run = held(ada);
            stage.start(run, ada);
            stage.runs.endings().fail(ada.id(), failure(run));
        }

        Task task = stage.task(plan, "hello");
        assertThat(task.state()).isEqualTo(TaskState.NEEDS_OPERATOR);
        assertThat(task.waitsFor().orElseThrow())
                .contains("3 times in a row")
                .contains("Try again");

        stage.tasks.orders().retry(stage.owner, task.id());
        assertThat(stage.task(plan, "hello").state()).isEqualTo(TaskState.DRAFT);
        assertThat(stage.task(plan, "hello").failures()).isZero();
    }

    @Test
    void twoDispatchersGiveEachRunOnce() throws InterruptedException, ExecutionException {
        StringBuilder outline = new StringBuilder("# Many\n\n## All\n");
        for (int number = 1; number <= 40; number++) {
            outline.append("- Task ").append(number).append('\n');
        }
        Plan plan = stage.active(outline.toString());
        Session ada = stage.developer(plan, "ada", 20);
        Session bob = stage.developer(plan, "bob", 20);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> sweeps = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int each = 0; each < 2; each++) {
                sweeps.add(
                        threads.submit(() -> {
                            go.await();
                            stage.sweep();
                            return true;
                        }));
            }
            go.countDown();
            for (Future<?> sweep : sweeps) {
                assertThat(sweep.get()).isEqualTo(true);
            }
        }
        stage.sweep();

        List<StudioMethod.Dispatch> given = new ArrayList<>(stage.dispatches(ada));
        given.addAll(stage.dispatches(bob));
        assertThat(given).hasSize(40);
        assertThat(given).extracting(StudioMethod.Dispatch::run).doesNotHaveDuplicates();
        assertThat(given).allMatch(each -> each.fence() == 1);
        assertThat(stage.runs.heldBy(ada.id())).hasSize(20);
    }

    @Test
    void asksForSkillsAndKeepsTasksApartThatTouchTheSameFiles() {
        Plan plan =
                stage.active(
                        """
                        # Skilled
                        ## One
                        - First {#first}
                          paths: src/**
                        - Second {#second}
                          paths: src/main/A.java
                        - Third {#third}
                          skills: sql:4
                        """);
        Session ada =
                stage.session(
                        plan,
                        "ada",
                        EnumSet.of(Purpose.DEVELOP),
                        5,
                        List.of(new SkillLevel("sql", 3)));

        stage.sweep();

        assertThat(stage.dispatches(ada))
                .extracting(each -> each.task().orElseThrow().title())
                .containsExactly("First");
        assertThat(stage.dispatcher.explanations().of(stage.task(plan, "second").id()))
                .extracting(WhyNot::code)
                .containsExactly(WhyNot.Code.PATH_OVERLAP);
        assertThat(stage.dispatcher.explanations().of(stage.task(plan, "third").id()))
                .extracting(WhyNot::code)
                .containsExactly(WhyNot.Code.NO_SKILL_MATCH);
    }

    @Test
    void aReviewGoesToAnotherThanTheAuthor() {
        Plan plan = stage.active(Stage.OUTLINE);
        Set<Purpose> all = EnumSet.of(Purpose.DEVELOP, Purpose.REVIEW);
        Session ada = stage.session(plan, "ada", all, 1);
        stage.sweep();
        Run run = held(ada);
        stage.start(run, ada);
        Task task = stage.tasks.task(run.taskId().orElseThrow());
        String commit = stage.pushWork(plan, task);
        stage.runs.endings().complete(ada.id(), stage.done(run, commit));
        Session bob = stage.session(plan, "bob", EnumSet.of(Purpose.REVIEW), 1);
        stage.database.inTransactionDo(
                tx -> stage.runs.queue().review(tx, stage.tasks.task(tx, task.id()), commit));

        stage.sweep();

        StudioMethod.Dispatch review = stage.dispatches(bob).getFirst();
        assertThat(review.purpose()).isEqualTo(Purpose.REVIEW);
        assertThat(review.commit()).isEqualTo(commit);
        assertThat(review.task().orElseThrow().round()).isEqualTo(1);
        assertRefused(
                RefusalCode.PROOF_MISSING,
                () ->
                        stage.runs
                                .endings()
                                .complete(
                                        bob.id(),
                                        verdict(held(bob), plan.baseCommit().orElseThrow())));
        stage.runs.endings().complete(bob.id(), verdict(held(bob), commit));
        assertThat(stage.tasks.task(task.id()).state()).isEqualTo(TaskState.IN_REVIEW);
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        Plan plan = stage.active(Stage.OUTLINE);
        stage.developer(plan, "ada", 2);
        stage.sweep();
        stage.plans.cancel(stage.owner, plan.id());
        stage.sweep();

        List<EventNotification> events = stage.projects.events(plan.projectId(), 0, 10_000);

        assertThat(events)
                .extracting(EventNotification::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(stage.projects.events(plan.projectId(), 3, 2))
                .extracting(EventNotification::seq)
                .containsExactly(4L, 5L);
    }

    @Test
    void appendsOutputOnceWhateverIsSentAgainAndSaysWhereToGoOn() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);

        assertThat(append(ada, run, 0, "hello ")).isEqualTo(6);
        assertThat(append(ada, run, 0, "hello ")).isEqualTo(6);
        assertThat(append(ada, run, 3, "lo world")).isEqualTo(11);
        assertThatThrownBy(() -> append(ada, run, 99, "x"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.data()).containsEntry("size", 11L));
        assertRefused(
                RefusalCode.LEASE_LOST,
                () -> stage.output.append(ada.id(), run.id(), 99, 0, new byte[1]));

        assertThat(new String(stage.output.read(run, 0, 100).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("hello world");
    }

    @Test
    void aFullDiskIsSaidClearlyAndKeepsNothing() throws IOException {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = held(ada);
        Files.createSymbolicLink(
                directory.resolve("output").resolve(run.id() + "-" + run.fence() + ".log"),
                Path.of("/dev/full"));

        assertRefused(RefusalCode.STORAGE_FULL, () -> append(ada, run, 0, "hello"));
    }

    @Test
    void theContractAnswersCallsOnTheSessionsOwnChannel() {
        Plan plan = stage.active(Stage.OUTLINE);
        Session ada = stage.developer(plan, "ada", 1);
        stage.said.clear();

        say(
                ada,
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"session.sync\",\"params\":{\"after\":2}}");
        say(ada, "{\"jsonrpc\":\"2.0\",\"id\":\"2\",\"method\":\"run.fly\",\"params\":{}}");
        say(
                ada,
                "{\"jsonrpc\":\"2.0\",\"id\":\"3\",\"method\":\"run.accept\",\"params\":{\"run\":7}}");
        say(ada, "no json");

        assertThat(stage.said)
                .extracting(Stage.Said::channel)
                .containsOnly(Session.channel(ada.id()));
        List<String> answers = stage.said.stream().map(Stage.Said::data).toList();
        assertThat(answers.get(0)).contains("\"seq\":3").doesNotContain("\"seq\":2,");
        assertThat(answers.get(1)).contains("-32601");
        assertThat(answers.get(2)).contains("-32602");
        assertThat(answers.get(3)).contains("-32700");
    }

    private void say(Session session, String data) {
        stage.contract.clientEvent(
                stage.socket(),
                new ChannelName.Private(Session.channel(session.id()), false),
                MethodName.UP,
                data);
    }

    private long append(Session session, Run run, long offset, String text) {
        return stage.output.append(
                session.id(), run.id(), run.fence(), offset, text.getBytes(StandardCharsets.UTF_8));
    }

    private Run held(Session session) {
        return stage.runs.heldBy(session.id()).getFirst();
    }

    private static RunMethod.Complete verdict(Run run, String commit) {
        return new RunMethod.Complete(
                run.id().value(),
                run.fence(),
                Optional.empty(),
                Optional.of(new RunMethod.Verdict(true, commit, "", List.of())),
                Optional.empty(),
                Optional.empty());
    }

    private static RunMethod.Fail failure(Run run) {
        return new RunMethod.Fail(
                run.id().value(),
                run.fence(),
                FailureReason.PROVIDER_CRASHED,
                "exit 1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertRefused(RefusalCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
