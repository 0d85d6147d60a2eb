package dev.maestro.client.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.AgentStage;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.sandbox.Sandbox;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.client.settings.SandboxMode;
import dev.maestro.git.Git;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.testkit.model.Fault;
import dev.maestro.testkit.model.ModelServer;
import dev.maestro.testkit.model.Script;
import dev.maestro.testkit.model.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same exam as with recorded streams, but the program is real and only the model is not. */
abstract class ProviderTrial {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Patience PATIENT = new Patience(LONG, LONG, LONG, LONG);
    private static final String COMMIT = "git add hello.txt && git commit -q -m 'Add hello.txt'";
    private static final Script TASK =
            Script.of(
                    Step.say("I will write it.").write("hello.txt", "hi\n"),
                    Step.say("Now I commit it.").run(COMMIT),
                    Step.finish("Done: it is committed."));

    @TempDir(factory = Workroom.Place.class)
    Path directory;

    private Workroom room;
    private AgentStage stage;
    private Git git;

    abstract AgentProgram program();

    abstract Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience);

    /** What it needs besides to be somebody with a plan that has limits. */
    Map<String, String> subscribed(Map<String, String> environment) {
        return environment;
    }

    /** When it hears of a directive that comes while it works. */
    Delivery steering() {
        return Delivery.NOW;
    }

    boolean tellsWhenAUsageLimitEnds() {
        return true;
    }

    /** Some wait for its end without a word. */
    boolean tellsUsageLimits() {
        return true;
    }

    boolean asksAgainAfterACut() {
        return true;
    }

    @BeforeEach
    void startARepository() throws IOException {
        room = Workroom.in(directory);
        stage =
                new AgentStage(directory, room.worktree())
                        .prompting("create hello.txt containing hi and commit it")
                        .behind(Sandbox.of(SandboxMode.ON, room.territory(paths())));
        git = Git.at(stage.worktree);
    }

    @Test
    void doesAWholeTask() {
        assertThat(runs(TASK)).isEqualTo(new ProviderOutcome.Finished());

        assertThat(committed()).isTrue();
        assertThat(stage.text()).contains("Done: it is committed.");
        assertThat(stage.all(AgentEvent.ToolCall.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(stage.awaits(AgentEvent.UsageSoFar.class).usage().outputTokens())
                .get()
                .matches(tokens -> tokens > 0);
        assertNothingIsLeft();
    }

    @Test
    void doesAWholeTaskWithoutAFence() {
        stage.behind(Confinement.off());

        assertThat(runs(TASK)).isEqualTo(new ProviderOutcome.Finished());

        assertThat(committed()).isTrue();
    }

    @Test
    void knowsARateLimit() {
        ProviderOutcome outcome =
                runs(TASK.failing(Fault.rateLimited(Duration.ofSeconds(1)).skip(1)));

        assertThat(reason(outcome)).contains(FailureReason.PROVIDER_RATE_LIMITED);
    }

    @Test
    void knowsAUsageLimitAndItsEnd() {
        Assumptions.assumeTrue(tellsUsageLimits());
        Instant reset = Instant.now().plus(Duration.ofHours(2));
        try (ModelServer model =
                ModelServer.start(TASK.failing(Fault.usageLimited(Duration.ofHours(2)).skip(1)))) {
            ProviderOutcome outcome =
                    stage.runs(
                            provider(
                                    settings(PermissionMode.ALLOW),
                                    subscribed(environment(model)),
                                    PATIENT));

            assertThat(reason(outcome)).contains(FailureReason.PROVIDER_USAGE_LIMIT);
            Optional<Instant> told = failure(outcome).flatMap(AgentFailure::resumeAt);
            assertThat(told.isPresent()).isEqualTo(tellsWhenAUsageLimitEnds());
            assertThat(told.map(at -> Duration.between(reset, at).abs()).orElse(Duration.ZERO))
                    .isLessThan(Duration.ofMinutes(2));
        }
    }

    @Test
    void goesOnAfterAnAnswerThatWasCutInTheMiddle() {
        ProviderOutcome outcome = runs(TASK.failing(Fault.cut().atStep(1).once()));

        if (asksAgainAfterACut()) {
            assertThat(outcome).isEqualTo(new ProviderOutcome.Finished());
            assertThat(committed()).isTrue();
        } else {
            assertThat(reason(outcome)).contains(FailureReason.PROVIDER_OVERLOADED);
        }
    }

    @Test
    void knowsABadKey() {
        assertThat(reason(runs(TASK.failing(Fault.badKey()))))
                .contains(FailureReason.PROVIDER_AUTH);
    }

    @Test
    void hearsADirectiveWhileItWorks() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Step heard = Step.finish("Done, with a banana.");
        Script script =
                Script.of(
                                Step.say("I will write it.").write("hello.txt", "hi\n"),
                                Step.say("Now I commit it.").run(COMMIT).behind(gate),
                                Step.finish("Done, and nobody said a word."))
                        .when(
                                request -> request.text().contains("mention a banana"),
                                heard,
                                heard,
                                heard);
        try (ModelServer model = ModelServer.start(script)) {
            CompletableFuture<ProviderOutcome> outcome =
                    stage.starts(
                            provider(settings(PermissionMode.ALLOW), environment(model), PATIENT));
            model.awaitRequest(request -> request.step() == 1);

            assertThat(stage.steering.give("also mention a banana")).isEqualTo(steering());
            gate.countDown();

            assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Finished());
        }
        assertThat(stage.text()).contains("Done, with a banana.");
        assertThat(stage.text().contains("nobody")).isEqualTo(steering() == Delivery.NEXT_TURN);
    }

    @Test
    void doesWhatThePersonAllowed() {
        stage.answering(Operator.Permission.ALLOWED);

        assertThat(runs(TASK, PermissionMode.ASK)).isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.questions).isNotEmpty();
        assertThat(committed()).isTrue();
    }

    @Test
    void doesNotDoWhatThePersonDenied() {
        stage.answering(Operator.Permission.DENIED);

        runs(TASK, PermissionMode.ASK);

        assertThat(stage.all(AgentEvent.Denied.class)).isNotEmpty();
        assertThat(committed()).isFalse();
    }

    @Test
    void isGoneWithEverythingItStartedWhenItIsCancelled() throws Exception {
        Script script =
                Script.of(
                        Step.say("A long one.").run("touch log-4321; tail -f log-4321"),
                        Step.finish("Over."));
        try (ModelServer model = ModelServer.start(script)) {
            CompletableFuture<ProviderOutcome> outcome =
                    stage.starts(
                            provider(settings(PermissionMode.ALLOW), environment(model), PATIENT));
            stage.awaits(AgentEvent.ToolCall.class);
            Awaitility.await().until(ProviderTrial::works);

            long begin = System.nanoTime();
            stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

            assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(works()).isFalse();
            assertNothingIsLeft();
        }
    }

    @Test
    void goesOnWithItsConversationAndCountsOnlyWhatIsNew() throws IOException {
        Script script = TASK.when("What did we do", Step.finish("We wrote a file."));
        try (ModelServer model = ModelServer.start(script)) {
            Provider provider =
                    provider(settings(PermissionMode.ALLOW), environment(model), PATIENT);
            assertThat(stage.runs(provider)).isEqualTo(new ProviderOutcome.Finished());
            AgentEvent.UsageSoFar first = stage.awaits(AgentEvent.UsageSoFar.class);
            String session = stage.awaits(AgentEvent.Started.class).session().orElseThrow();
            stage.events.clear();

            stage.prompting("What did we do?").resuming(session);
            assertThat(stage.runs(provider)).isEqualTo(new ProviderOutcome.Finished());

            assertThat(stage.awaits(AgentEvent.Started.class).session()).contains(session);
            assertThat(stage.text()).contains("We wrote a file.");
            AgentEvent.UsageSoFar second = stage.awaits(AgentEvent.UsageSoFar.class);
            assertThat(second.usage().outputTokens().orElseThrow())
                    .isLessThanOrEqualTo(first.usage().outputTokens().orElseThrow());
            assertThat(second.usage().costUsd().orElse(0.0))
                    .isLessThanOrEqualTo(first.usage().costUsd().orElse(0.0));
        }
    }

    @Test
    void beginsAnewWhereTheConversationIsGone() {
        stage.resuming(UUID.randomUUID().toString());

        assertThat(runs(TASK)).isEqualTo(new ProviderOutcome.Finished());

        assertThat(committed()).isTrue();
    }

    private ProviderOutcome runs(Script script) {
        return runs(script, PermissionMode.ALLOW);
    }

    private ProviderOutcome runs(Script script, PermissionMode permission) {
        try (ModelServer model = ModelServer.start(script)) {
            return stage.runs(provider(settings(permission), environment(model), PATIENT));
        }
    }

    private Map<String, String> environment(ModelServer model) {
        return new HashMap<>(program().environment(room.home(), model));
    }

    private static Map<String, String> paths() {
        return Map.of("PATH", AgentPrograms.path());
    }

    private ProviderSettings settings(PermissionMode permission) {
        return new ProviderSettings(
                Optional.of(program().program().toString()), null, null, permission, null);
    }

    private boolean committed() {
        return git.tryRun("log", "--format=%s").out().startsWith("Add hello.txt");
    }

    private static Optional<AgentFailure> failure(ProviderOutcome outcome) {
        return outcome instanceof ProviderOutcome.Failed(AgentFailure failure)
                ? Optional.of(failure)
                : Optional.empty();
    }

    private static Optional<FailureReason> reason(ProviderOutcome outcome) {
        return failure(outcome).map(AgentFailure::reason);
    }

    private static boolean works() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .anyMatch(line -> line.endsWith("tail -f log-4321"));
    }

    private void assertNothingIsLeft() {
        assertThat(ProcessTree.killMarked(stage.mark)).isZero();
    }
}
