package dev.maestro.client.provider.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.protocol.work.RunMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCodeReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T00:31:00Z");

    private final Steering steering = new Steering();
    private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private Operator.Permission answer = Operator.Permission.ALLOWED;
    private AutoCloseable open = () -> {};

    private final AgentInput input =
            new AgentInput() {
                @Override
                public boolean say(String line) {
                    return false;
                }

                @Override
                public void close() {
                    done.countDown();
                }

                @Override
                public void ask(String question, Consumer<Operator.Permission> then) {
                    questions.add(question);
                    Thread.ofVirtual().start(() -> hear(_ -> then.accept(answer)));
                }

                @Override
                public synchronized void hear(Consumer<Consumer<AgentEvent>> reading) {
                    reading.accept(events::add);
                }
            };

    @AfterEach
    void closesTheReader() throws Exception {
        open.close();
    }

    private OpenCodeReader reader(PermissionMode mode, Optional<String> session) {
        OpenCodeReader reader =
                new OpenCodeReader(
                        new OpenCodeTask(
                                "create hello.txt",
                                session,
                                Optional.of("scripted/scripted-model"),
                                mode,
                                "secret"),
                        steering,
                        InstantSource.fixed(NOW));
        open = reader;
        reader.started(input);
        return reader;
    }

    private ProviderOutcome plays(String name, PermissionMode mode) throws Exception {
        try (OpenCodeReplay replay = new OpenCodeReplay(name)) {
            OpenCodeReader reader = reader(mode, Optional.empty());
            reader.line(replay.listening(), events::add);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.session()).contains(replay.session());
            return reader.outcome(143);
        }
    }

    private <T extends AgentEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attacker.example:80",
                "http://127.0.0.1:80@attacker.example",
                "http://127.0.0.1.attacker.example:80",
                "https://127.0.0.1:80",
                "http://127.0.0.1:99999",
                "http://[::bad",
                "nowhere"
            })
    void anAddressOutsideThisMachineIsTheAgentsFailure(String address) {
        OpenCodeReader reader = reader(PermissionMode.ALLOW, Optional.empty());

        reader.line("opencode server listening on " + address, events::add);

        assertThat(done.getCount()).isZero();
        assertThat(reader.session()).isEmpty();
        assertThat(reader.outcome(0))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .isInstanceOf(AgentFailure.Crashed.class));
    }

    @Test
    void aWholeTaskBecomesEvents() throws Exception {
        assertThat(plays("success", PermissionMode.ALLOW))
                .isEqualTo(new ProviderOutcome.Finished());

        assertThat(all(AgentEvent.Text.class))
                .extracting(AgentEvent.Text::text)
                .first()
                .isEqualTo("I will write hello.txt.");
        assertThat(all(AgentEvent.ToolCall.class))
                .extracting(AgentEvent.ToolCall::tool)
                .containsExactly("write", "bash");
        assertThat(all(AgentEvent.ToolResult.class))
                .hasSize(2)
                .noneMatch(AgentEvent.ToolResult::failed);
        assertThat(all(AgentEvent.FileChange.class))
                .containsExactly(
                        new AgentEvent.FileChange(
                                "/home/dev/repo/hello.txt", AgentEvent.ChangeKind.ADDED));
        RunMethod.Usage usage = all(AgentEvent.UsageSoFar.class).getLast().usage();
        assertThat(usage.inputTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
        assertThat(usage.costUsd()).hasValueSatisfying(cost -> assertThat(cost).isPositive());
        assertThat(usage.model()).contains("scripted/scripted-model");
    }

    @ParameterizedTest
    @CsvSource({
        "bad-key,     BadCredentials",
        "overload,    Overloaded",
        "rate-limit,  RateLimited",
        "usage-limit, UsageLimited",
    })
    void aFaultBecomesATypedFailure(String name, String failure) throws Exception {
        assertThat(plays(name, PermissionMode.ALLOW))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().getClass().getSimpleName())
                                        .isEqualTo(failure));
    }

    @Test
    void goesOnAfterALimitThatPasses() throws Exception {
        assertThat(plays("rate-limit-then-success", PermissionMode.ALLOW))
                .isEqualTo(new ProviderOutcome.Finished());
        assertThat(all(AgentEvent.Retrying.class)).isNotEmpty();
    }

    @Test
    void aStreamThatWasCutIsTriedAgain() throws Exception {
        assertThat(plays("stream-cut", PermissionMode.ALLOW))
                .isEqualTo(new ProviderOutcome.Finished());
        assertThat(all(AgentEvent.Retrying.class)).isNotEmpty();
    }

    @Test
    void aPersonIsAskedForPermission() throws Exception {
        assertThat(plays("permission", PermissionMode.ASK))
                .isEqualTo(new ProviderOutcome.Finished());
        assertThat(questions).anyMatch(question -> question.contains("git add hello.txt"));
        assertThat(all(AgentEvent.Denied.class)).isEmpty();
    }

    @Test
    void whatNobodyAllowsIsDeniedAndTold() throws Exception {
        answer = Operator.Permission.UNANSWERED;

        assertThat(plays("denied", PermissionMode.ASK)).isEqualTo(new ProviderOutcome.Finished());
        assertThat(all(AgentEvent.Denied.class))
                .isNotEmpty()
                .allMatch(denied -> denied.why().equals("nobody answered in time"));
    }

    @Test
    void knowsASessionThatIsGone() throws Exception {
        try (OpenCodeReplay replay = new OpenCodeReplay("success")) {
            OpenCodeReader reader = reader(PermissionMode.ALLOW, Optional.of("ses_gone"));
            reader.line(replay.listening(), events::add);

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.unknownSession()).isTrue();
            assertThat(replay.asked).containsExactly("GET /session/ses_gone");
        }
    }

    @Test
    void directivesThatWaitedAreSaidInTheSameRun() throws Exception {
        steering.give("use bananas");

        assertThat(plays("success", PermissionMode.ALLOW)).isNotNull();

        assertThat(steering.waiting()).isEmpty();
    }

    @Test
    void aServerThatNeverListensHasCrashed() {
        OpenCodeReader reader = reader(PermissionMode.ALLOW, Optional.empty());
        reader.errorLine("Configuration is invalid", events::add);

        assertThat(reader.outcome(1))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().sentence())
                                        .contains("Configuration is invalid"));
    }
}
