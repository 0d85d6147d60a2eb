package dev.maestro.client.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.AgentStage;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exam of every provider that runs an agent program: recorded streams of the real one go in,
 * the house's own words come out. Each provider says what its program cannot do at all; everything
 * else is demanded.
 */
public abstract class ProviderContract {

    protected static final Duration LONG = Duration.ofMinutes(5);
    protected static final Duration SHORT = Duration.ofMillis(300);
    protected static final Patience PATIENT = new Patience(LONG, LONG, LONG, LONG);

    @TempDir protected Path directory;
    protected AgentStage stage;

    /** The directory of its recordings. */
    protected abstract String recordings();

    protected abstract Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience);

    /** Words of a recorded line of {@code success} in which the model speaks. */
    protected abstract String wordsOfTheModel();

    /** Words of a recorded line of {@code success} after which a tool is at work. */
    protected abstract Optional<String> wordsOfAToolAtWork();

    /** How {@code stream-cut} ends: most programs ask the model again. */
    protected FailureReason afterACutStream() {
        return FailureReason.PROVIDER_OVERLOADED;
    }

    protected boolean recoversFromACutStream() {
        return true;
    }

    protected boolean tellsUsageLimits() {
        return true;
    }

    protected boolean tellsWhenAUsageLimitEnds() {
        return true;
    }

    protected boolean tellsOverload() {
        return true;
    }

    protected boolean tellsRetries() {
        return true;
    }

    protected boolean tellsChangedFiles() {
        return true;
    }

    /** Some never offer the model what is not allowed. */
    protected boolean tellsDenials() {
        return true;
    }

    /** Words of a recorded line of {@code steered} at which to steer; empty: it cannot be, live. */
    protected abstract Optional<String> wordsAtWhichToSteer();

    /** Whether these arguments or words tell the program to go on with a session. */
    protected abstract boolean resumes(String arguments, String told, String session);

    @BeforeEach
    void stage() throws IOException {
        stage = new AgentStage(directory);
    }

    @Test
    void doesAWholeTask() throws IOException {
        assertThat(plays(recorded("success"))).isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.text()).contains("hello.txt contains hi and is committed");
        assertThat(stage.all(AgentEvent.TextEnd.class)).isNotEmpty();
        assertThat(stage.all(AgentEvent.Started.class))
                .singleElement()
                .satisfies(started -> assertThat(started.session()).isPresent());
        assertThat(stage.all(AgentEvent.ToolCall.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(stage.all(AgentEvent.ToolResult.class))
                .extracting(AgentEvent.ToolResult::id)
                .containsExactlyElementsOf(
                        stage.all(AgentEvent.ToolCall.class).stream()
                                .map(AgentEvent.ToolCall::id)
                                .toList());
        assertThat(stage.all(AgentEvent.ToolResult.class)).noneMatch(AgentEvent.ToolResult::failed);
        assertThat(stage.awaits(AgentEvent.UsageSoFar.class).usage())
                .satisfies(usage -> {
                    assertThat(usage.inputTokens()).get().matches(tokens -> tokens > 0);
                    assertThat(usage.outputTokens()).get().matches(tokens -> tokens > 0);
                });
        assertThat(stage.all(AgentEvent.FileChange.class).isEmpty())
                .isNotEqualTo(tellsChangedFiles());
        assertNothingIsLeft();
    }

    @Test
    void bearsLinesThatMeanNothing() throws IOException {
        Path program =
                stage.program(
                        "agent",
                        "echo 'Warning: {'; echo '{\"type\":17}'; echo '[]'; echo; echo '{\"x'\n"
                                + recorded("success").bash());

        assertThat(stage.runs(provider(program, PermissionMode.ALLOW, PATIENT)))
                .isEqualTo(new ProviderOutcome.Finished());
    }

    @Test
    void knowsARateLimit() throws IOException {
        assertThat(reason(plays(recorded("rate-limit"))))
                .contains(FailureReason.PROVIDER_RATE_LIMITED);
    }

    @Test
    void goesOnAfterARateLimitThatPasses() throws IOException {
        assertThat(plays(recorded("rate-limit-then-success")))
                .isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.all(AgentEvent.Retrying.class).isEmpty()).isNotEqualTo(tellsRetries());
    }

    @Test
    void knowsAUsageLimitAndItsEnd() throws IOException {
        Assumptions.assumeTrue(tellsUsageLimits());

        ProviderOutcome outcome = plays(recorded("usage-limit"));

        assertThat(reason(outcome)).contains(FailureReason.PROVIDER_USAGE_LIMIT);
        assertThat(failure(outcome).flatMap(AgentFailure::resumeAt).isPresent())
                .isEqualTo(tellsWhenAUsageLimitEnds());
    }

    @Test
    void knowsAnOverload() throws IOException {
        Assumptions.assumeTrue(tellsOverload());

        assertThat(reason(plays(recorded("overload")))).contains(FailureReason.PROVIDER_OVERLOADED);
    }

    @Test
    void knowsABadKey() throws IOException {
        assertThat(reason(plays(recorded("bad-key")))).contains(FailureReason.PROVIDER_AUTH);
    }

    @Test
    void knowsHowAStreamEndsThatWasCut() throws IOException {
        ProviderOutcome outcome = plays(recorded("stream-cut"));

        if (recoversFromACutStream()) {
            assertThat(outcome).isEqualTo(new ProviderOutcome.Finished());
        } else {
            assertThat(reason(outcome)).contains(afterACutStream());
        }
    }

    @Test
    void doesNotTrustAnExitCodeOfZero() throws IOException {
        ProviderOutcome outcome = plays(recorded("success").upTo(wordsOfTheModel()).exiting(0));

        assertThat(reason(outcome)).contains(FailureReason.PROVIDER_CRASHED);
    }

    @Test
    void knowsACrash() throws IOException {
        ProviderOutcome outcome =
                plays(
                        recorded("success")
                                .upTo(wordsOfTheModel())
                                .doing("echo 'segmentation fault' >&2; exit 139"));

        assertThat(failure(outcome))
                .get()
                .isInstanceOfSatisfying(
                        AgentFailure.Crashed.class,
                        crashed -> {
                            assertThat(crashed.exitCode()).isEqualTo(139);
                            assertThat(crashed.said()).contains("segmentation fault");
                        });
    }

    @Test
    void endsAModelThatFallsSilent() throws IOException {
        ProviderOutcome outcome =
                plays(
                        recorded("success").upTo(wordsOfTheModel()).hanging(),
                        new Patience(SHORT, LONG, LONG, LONG));

        assertThat(failure(outcome))
                .contains(new AgentFailure.Stalled(AgentFailure.Silence.MODEL, SHORT));
        assertNothingIsLeft();
    }

    @Test
    void endsAToolThatFallsSilentInItsOwnTime() throws IOException {
        Assumptions.assumeTrue(wordsOfAToolAtWork().isPresent());

        ProviderOutcome outcome =
                plays(
                        recorded("success").upTo(wordsOfAToolAtWork().get()).hanging(),
                        new Patience(LONG, SHORT, LONG, LONG));

        assertThat(failure(outcome))
                .contains(new AgentFailure.Stalled(AgentFailure.Silence.TOOL, SHORT));
        assertNothingIsLeft();
    }

    @Test
    void tellsWhatWasDenied() throws IOException {
        Assumptions.assumeTrue(tellsDenials());

        plays(recorded("denied"), PermissionMode.DENY, PATIENT);

        assertThat(stage.all(AgentEvent.Denied.class)).isNotEmpty();
    }

    @Test
    void isGoneWithinASecondOfACancel() throws Exception {
        Path program =
                stage.program(
                        "agent",
                        recorded("success")
                                .upTo(wordsOfTheModel())
                                .doing(
                                        "trap '' TERM INT; setsid sleep 600 &"
                                                + " while :; do sleep 1; done")
                                .bash());
        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(provider(program, PermissionMode.ALLOW, PATIENT));
        stage.awaits(AgentEvent.Started.class);

        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
        assertNothingIsLeft();
    }

    @Test
    void isKilledAtOnceWhenToldTwice() throws Exception {
        Path program =
                stage.program(
                        "agent",
                        recorded("success")
                                .upTo(wordsOfTheModel())
                                .doing("trap '' TERM INT; while :; do sleep 1; done")
                                .bash());
        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(provider(program, PermissionMode.ALLOW, PATIENT));
        stage.awaits(AgentEvent.Started.class);

        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);
        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
        assertNothingIsLeft();
    }

    @Test
    void isSteeredWhileItWorksOrAtTheNextTurn() throws Exception {
        boolean live = wordsAtWhichToSteer().isPresent();
        Recording recording =
                live
                        ? recorded("steered")
                        : recorded("success")
                                .doing(
                                        "cat >>\"$told\"; while [ ! -e \"$0.go\" ]; do sleep 0.02; done;"
                                                + " touch \"$0.go\"; exit 0");
        Path program = stage.program("agent", recording.bash());
        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(provider(program, PermissionMode.ALLOW, PATIENT));
        stage.awaits(AgentEvent.ToolCall.class);

        Delivery delivery = stage.steering.give("also mention the word banana");
        Files.writeString(beside(program, "go"), "");

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(delivery).isEqualTo(live ? Delivery.NOW : Delivery.NEXT_TURN);
        assertThat(read(program, "told") + read(program, "arguments")).contains("banana");
        assertThat(stage.steering.waiting()).isEmpty();
    }

    @Test
    void goesOnWithItsSession() throws Exception {
        Path program = stage.program("agent", recorded("success").bash());
        stage.resuming("5e551011-0000-4000-8000-000000000001");

        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(provider(program, PermissionMode.ALLOW, PATIENT));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        resumes(
                                read(program, "arguments"),
                                read(program, "told"),
                                "5e551011-0000-4000-8000-000000000001"));
        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);
        outcome.get();
    }

    @Test
    void saysThatItIsNotInstalled() {
        assertThat(
                        failure(
                                stage.runs(
                                        provider(
                                                directory.resolve("nowhere"),
                                                PermissionMode.ALLOW,
                                                PATIENT))))
                .get()
                .isInstanceOf(AgentFailure.NotInstalled.class);
    }

    @Test
    void givesItsProgramTheRunsVariables() throws IOException {
        Path program = stage.program("agent", recorded("success").bash());

        stage.runs(provider(program, PermissionMode.ALLOW, PATIENT));

        assertThat(read(program, "environment").lines())
                .contains(
                        "MAESTRO_RUN=r-1",
                        "MAESTRO_PROMPT_FILE=" + stage.prompt,
                        "GIT_CONFIG_VALUE_0=agents-do-not-push");
    }

    protected final Recording recorded(String name) {
        return Recording.of(recordings(), name);
    }

    protected final ProviderOutcome plays(Recording recording) throws IOException {
        return plays(recording, PATIENT);
    }

    protected final ProviderOutcome plays(Recording recording, Patience patience)
            throws IOException {
        return plays(recording, PermissionMode.ALLOW, patience);
    }

    protected final ProviderOutcome plays(
            Recording recording, PermissionMode permission, Patience patience) throws IOException {
        return stage.runs(provider(stage.program("agent", recording.bash()), permission, patience));
    }

    protected final Provider provider(Path program, PermissionMode permission, Patience patience) {
        return provider(
                new ProviderSettings(Optional.of(program.toString()), null, null, permission, null),
                Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString()),
                patience);
    }

    /** What the program noted beside itself. */
    protected static String read(Path program, String what) throws IOException {
        Path file = beside(program, what);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static Path beside(Path program, String what) {
        return program.resolveSibling(program.getFileName() + "." + what);
    }

    protected static Optional<AgentFailure> failure(ProviderOutcome outcome) {
        return outcome instanceof ProviderOutcome.Failed(AgentFailure failure)
                ? Optional.of(failure)
                : Optional.empty();
    }

    protected static Optional<FailureReason> reason(ProviderOutcome outcome) {
        return failure(outcome).map(AgentFailure::reason);
    }

    protected final void assertNothingIsLeft() {
        assertThat(ProcessTree.killMarked(stage.mark)).isZero();
    }
}
