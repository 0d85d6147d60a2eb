package dev.maestro.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.protocol.work.FailureReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentRunTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Patience PATIENT = new Patience(LONG, LONG, LONG, LONG);

    @TempDir private Path directory;
    private AgentStage stage;

    @BeforeEach
    void stage() throws IOException {
        stage = new AgentStage(directory);
    }

    @Test
    void hearsBothStreamsApart() {
        assertThat(run("echo out; echo err >&2; exit 3", PATIENT)).isEqualTo(crashed(3));

        assertThat(stage.all(AgentEvent.Text.class)).containsExactly(new AgentEvent.Text("out"));
        assertThat(stage.all(AgentEvent.Error.class)).containsExactly(new AgentEvent.Error("err"));
    }

    @Test
    void talksToAProgramThatListensAndEndsItsInputWhenItIsDone() {
        ProviderOutcome outcome =
                run(
                        "read first; echo \"got $first\"; echo done; cat >/dev/null; echo eof",
                        PATIENT,
                        new Plain() {
                            @Override
                            public void started(AgentInput input) {
                                super.started(input);
                                input.say("hello");
                            }
                        });

        assertThat(outcome).isEqualTo(new ProviderOutcome.Finished());
        assertThat(stage.text()).isEqualTo("got hellodoneeof");
        assertThat(stage.scratch).isEmptyDirectory();
    }

    @Test
    void asksThePersonWithoutHoldingUpTheReading() {
        stage.answering(Operator.Permission.ALLOWED);

        run("echo ask; read answer; echo \"$answer\"; echo done; exit 0", PATIENT);

        assertThat(stage.questions).containsExactly("may it?");
        assertThat(stage.text()).contains("ALLOWED");
    }

    @Test
    void endsAModelThatFallsSilent() {
        assertThat(run("echo up; sleep 600", new Patience(SHORT, LONG, LONG, LONG)))
                .isEqualTo(
                        new ProviderOutcome.Failed(
                                new AgentFailure.Stalled(AgentFailure.Silence.MODEL, SHORT)));
        assertThat(ProcessTree.killMarked(stage.mark)).isZero();
    }

    @Test
    void givesAToolItsOwnTime() {
        assertThat(run("echo tool x; sleep 600", new Patience(SHORT, SHORT, LONG, LONG)))
                .isEqualTo(
                        new ProviderOutcome.Failed(
                                new AgentFailure.Stalled(AgentFailure.Silence.TOOL, SHORT)));
    }

    @Test
    void endsOneThatIsNotSilentButTakesTooLong() {
        assertThat(run("while echo on; do sleep 0.05; done", new Patience(LONG, LONG, SHORT, LONG)))
                .isEqualTo(new ProviderOutcome.Failed(new AgentFailure.TimedOut(SHORT)));
    }

    @Test
    void attemptsWithoutEndAreNoSignOfLife() {
        assertThat(
                        run(
                                "while echo retry; do sleep 0.02; done",
                                new Patience(SHORT, LONG, LONG, LONG)))
                .isEqualTo(
                        new ProviderOutcome.Failed(
                                new AgentFailure.RateLimited(Optional.empty(), "busy")));
    }

    @Test
    void seesThatItGoesRoundInCircles() {
        assertThat(run("while :; do echo tool x; echo result x; done", PATIENT))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .isInstanceOf(AgentFailure.NoProgress.class));
    }

    @Test
    void stopsWithEverythingItStarted() throws Exception {
        CompletableFuture<ProviderOutcome> outcome =
                starts(
                        "trap '' TERM; setsid sleep 600 & env -i setsid sleep 601 & echo up; wait;"
                                + " sleep 600");
        stage.awaits(AgentEvent.Text.class);

        long begin = System.nanoTime();
        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(ProcessTree.killMarked(stage.mark)).isZero();
        assertThat(ProcessHandle.allProcesses().map(one -> one.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("sleep 601"));
    }

    @Test
    void saysThatTheProgramIsNotThere() {
        assertThat(
                        AgentRun.of(
                                program(List.of("no-such-agent")),
                                stage.call(),
                                PATIENT,
                                new Plain()))
                .isEqualTo(
                        new ProviderOutcome.Failed(new AgentFailure.NotInstalled("no-such-agent")));
    }

    @Test
    void leavesOutALineThatIsTooLong() {
        run("head -c 6000000 /dev/zero | tr '\\0' x; echo; echo done", PATIENT);

        assertThat(stage.all(AgentEvent.Note.class))
                .containsExactly(
                        new AgentEvent.Note("a line of 6000000 bytes was too long and left out"));
        assertThat(stage.text()).isEqualTo("done");
    }

    private ProviderOutcome run(String script, Patience patience) {
        return run(script, patience, new Plain());
    }

    private ProviderOutcome run(String script, Patience patience, StreamReader reader) {
        return AgentRun.of(program(List.of("bash", "-c", script)), stage.call(), patience, reader);
    }

    private CompletableFuture<ProviderOutcome> starts(String script) {
        return stage.starts(call ->
                AgentRun.of(program(List.of("bash", "-c", script)), call, PATIENT, new Plain()));
    }

    private static AgentProgram program(List<String> command) {
        return new AgentProgram(
                command,
                Map.of("PATH", System.getenv("PATH")),
                Needs.nothing(),
                new AgentProgram.Stdin.Open(),
                ProcessTree.Ask.TERMINATE);
    }

    private static ProviderOutcome crashed(int code) {
        return new ProviderOutcome.Failed(new AgentFailure.Crashed(code, ""));
    }

    /** Understands words of its own. */
    private static class Plain implements StreamReader {

        private AgentInput input = NOBODY;
        private boolean done;

        @Override
        public void started(AgentInput input) {
            this.input = input;
        }

        @Override
        public void line(String line, Consumer<AgentEvent> events) {
            switch (line) {
                case "tool x" -> events.accept(new AgentEvent.ToolCall("1", "x", "", "{}"));
                case "result x" -> events.accept(new AgentEvent.ToolResult("1", false, "same"));
                case "retry" ->
                        events.accept(
                                new AgentEvent.Retrying(
                                        Optional.of(429), Optional.empty(), "busy"));
                case "ask" -> input.ask("may it?", permission -> input.say(permission.name()));
                default -> events.accept(new AgentEvent.Text(line));
            }
            if (line.equals("done")) {
                done = true;
                input.close();
            }
        }

        @Override
        public void errorLine(String line, Consumer<AgentEvent> events) {
            events.accept(new AgentEvent.Error(line));
        }

        @Override
        public ProviderOutcome outcome(int exit) {
            return done ? new ProviderOutcome.Finished() : crashed(exit);
        }
    }

    private static final AgentInput NOBODY =
            new AgentInput() {
                @Override
                public boolean say(String line) {
                    return false;
                }

                @Override
                public void close() {}

                @Override
                public void ask(String question, Consumer<Operator.Permission> answer) {}

                @Override
                public void hear(Consumer<Consumer<AgentEvent>> reading) {}
            };
}
