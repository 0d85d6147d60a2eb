package dev.maestro.client.provider.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.RunMethod;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcpReaderTest {

    private static AcpReplay allowing(String agent, String name) {
        return new AcpReplay(agent, name, PermissionMode.ALLOW, Operator.Permission.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-acp,   bypassPermissions",
        "codex-acp,    agent-full-access",
        "gemini-acp,   yolo",
    })
    void choosesTheModeInWhichNothingIsAsked(String agent, String mode) {
        AcpReplay replay = allowing(agent, "success");

        assertThat(replay.plays()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(replay.said("session/set_mode").path("params").path("modeId").asText())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-acp", "codex-acp", "gemini-acp", "opencode-acp"})
    void aWholeTaskBecomesEvents(String agent) {
        AcpReplay replay = allowing(agent, "success");

        assertThat(replay.plays()).isEqualTo(new ProviderOutcome.Finished());

        AgentEvent.Started started = replay.recorded.all(AgentEvent.Started.class).getFirst();
        assertThat(started.session()).isPresent().isEqualTo(replay.reader.session());
        assertThat(replay.recorded.text()).contains("Now");
        assertThat(replay.recorded.all(AgentEvent.ToolCall.class)).hasSize(2);
        assertThat(replay.recorded.all(AgentEvent.ToolCall.class).getLast().summary())
                .contains("git add hello.txt");
        assertThat(replay.recorded.all(AgentEvent.ToolResult.class))
                .hasSize(2)
                .noneMatch(AgentEvent.ToolResult::failed);
        assertThat(replay.recorded.text()).doesNotContain("MODE_UPDATE");
        RunMethod.Usage usage = replay.recorded.all(AgentEvent.UsageSoFar.class).getLast().usage();
        assertThat(usage.inputTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
        assertThat(usage.model()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-acp,   ADDED",
        "gemini-acp,   ADDED",
        "opencode-acp, CHANGED",
    })
    void aChangedFileIsTold(String agent, AgentEvent.ChangeKind kind) {
        AcpReplay replay = allowing(agent, "success");

        assertThat(replay.plays()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(replay.recorded.all(AgentEvent.FileChange.class))
                .containsExactly(new AgentEvent.FileChange("/home/dev/repo/hello.txt", kind));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-acp,   bad-key,      BadCredentials",
        "claude-acp,   overload,     Overloaded",
        "claude-acp,   rate-limit,   RateLimited",
        "claude-acp,   usage-limit,  UsageLimited",
        "codex-acp,    bad-key,      BadCredentials",
        "codex-acp,    rate-limit,   RateLimited",
        "codex-acp,    usage-limit,  UsageLimited",
        "gemini-acp,   bad-key,      BadCredentials",
        "gemini-acp,   rate-limit,   RateLimited",
        "gemini-acp,   stream-cut,   Overloaded",
        "gemini-acp,   usage-limit,  UsageLimited",
        "opencode-acp, bad-key,      BadCredentials",
        "opencode-acp, rate-limit,   RateLimited",
    })
    void aFaultBecomesATypedFailure(String agent, String name, String failure) {
        assertThat(allowing(agent, name).plays())
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().getClass().getSimpleName())
                                        .isEqualTo(failure));
    }

    @Test
    void theTimeOfAResetIsReadFromTheWords() {
        assertThat(allowing("claude-acp", "usage-limit").plays())
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().resumeAt())
                                        .contains(Instant.parse("2026-11-28T02:38:00Z")));
    }

    @Test
    void attemptsThatCodexRepeatsAreSeen() {
        AcpReplay replay = allowing("codex-acp", "rate-limit");

        ProviderOutcome outcome = replay.plays();

        assertThat(outcome).isInstanceOf(ProviderOutcome.Failed.class);
        assertThat(replay.recorded.all(AgentEvent.Retrying.class))
                .isNotEmpty()
                .allMatch(retry -> retry.status().equals(Optional.of(429)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-acp", "gemini-acp", "opencode-acp"})
    void aPersonIsAskedForPermission(String agent) {
        AcpReplay replay =
                new AcpReplay(agent, "permission", PermissionMode.ASK, Operator.Permission.ALLOWED);

        assertThat(replay.plays()).isEqualTo(new ProviderOutcome.Finished());

        assertThat(replay.questions).anyMatch(question -> question.contains("git add hello.txt"));
        assertThat(replay.said)
                .filteredOn(message -> message.at("/result/outcome").has("optionId"))
                .hasSameSizeAs(replay.questions)
                .noneMatch(message -> message.toString().contains("always"));
        assertThat(replay.recorded.all(AgentEvent.Denied.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-acp", "gemini-acp", "opencode-acp"})
    void whatNobodyAllowsIsDeniedAndTold(String agent) {
        AcpReplay replay =
                new AcpReplay(agent, "denied", PermissionMode.ASK, Operator.Permission.UNANSWERED);

        ProviderOutcome outcome = replay.plays();

        assertThat(outcome).isEqualTo(new ProviderOutcome.Finished());
        assertThat(replay.recorded.all(AgentEvent.Denied.class))
                .hasSameSizeAs(replay.questions)
                .allMatch(denied -> denied.why().equals("nobody answered in time"));
    }

    @Test
    void nobodyIsAskedWhereItIsForbidden() {
        AcpReplay replay =
                new AcpReplay(
                        "gemini-acp", "denied", PermissionMode.DENY, Operator.Permission.ALLOWED);

        assertThat(replay.plays()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(replay.questions).isEmpty();
        assertThat(replay.recorded.all(AgentEvent.Denied.class)).isNotEmpty();
    }

    @Test
    void aRequestForAFileIsRefused() {
        AcpReplay replay = allowing("opencode-acp", "success");
        replay.reader.started(replay);

        replay.hears(
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","id":"a","method":"fs/read_text_file","params":{"path":"/etc/passwd"}}\
                        """));

        ObjectNode answer = replay.said.getLast();
        assertThat(answer.path("id").asText()).isEqualTo("a");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32601);
    }

    @Test
    void aModelIsChosenWhereTheAgentLetsOne() {
        AcpReplay replay =
                new AcpReplay(
                        "opencode-acp",
                        "success",
                        PermissionMode.ALLOW,
                        Operator.Permission.DENIED,
                        Optional.empty(),
                        Optional.of("scripted/scripted-small"));

        assertThat(replay.plays()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(replay.said("session/set_config_option").path("params").path("value").asText())
                .isEqualTo("scripted/scripted-small");
    }

    @Test
    void anEarlierSessionIsTakenUpWithoutItsHistory() {
        AcpReplay replay = resuming();
        replay.hears(
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","id":1,"result":{"agentCapabilities":{"loadSession":true}}}\
                        """));
        assertThat(replay.said("session/load").at("/params/sessionId").asText()).isEqualTo("s-1");

        replay.hears(text("what was said before"));
        replay.hears(AcpReplay.json("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}"));
        replay.hears(text("new"));

        assertThat(replay.recorded.text()).isEqualTo("new");
        assertThat(replay.said("session/prompt").at("/params/sessionId").asText()).isEqualTo("s-1");
    }

    @Test
    void theCostOfAnEarlierRunIsNotThisRuns() {
        AcpReplay replay = resuming();
        replay.hears(
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","id":1,"result":{"agentCapabilities":{"loadSession":true}}}\
                        """));
        replay.hears(AcpReplay.json("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}"));

        replay.hears(cost(0.5));
        assertThat(replay.recorded.all(AgentEvent.UsageSoFar.class)).isEmpty();
    }

    @Test
    void theCostOfAnEarlierRunIsTakenOffWhereItIsTold() {
        AcpReplay replay = resuming();
        replay.hears(
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","id":1,"result":{"agentCapabilities":{"loadSession":true}}}\
                        """));
        replay.hears(cost(0.5));
        replay.hears(AcpReplay.json("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}"));

        replay.hears(cost(0.75));
        assertThat(replay.recorded.all(AgentEvent.UsageSoFar.class).getLast().usage().costUsd())
                .contains(0.25);
    }

    private static ObjectNode cost(double amount) {
        ObjectNode message =
                AcpReplay.json(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"update\":"
                                + "{\"sessionUpdate\":\"usage_update\",\"cost\":{}}}}");
        message.withObject("/params/update/cost").put("amount", amount);
        return message;
    }

    @Test
    void knowsASessionThatIsGone() {
        AcpReplay replay = resuming();
        replay.hears(
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","id":1,"result":{"agentCapabilities":{"loadSession":true}}}\
                        """));

        replay.hears(
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","id":2,"error":{"code":-32603,"message":"No previous sessions found"}}\
                        """));

        assertThat(replay.reader.unknownSession()).isTrue();
        assertThat(replay.reader.outcome(0)).isInstanceOf(ProviderOutcome.Failed.class);
    }

    private static AcpReplay resuming() {
        AcpReplay replay =
                new AcpReplay(
                        "gemini-acp",
                        "success",
                        PermissionMode.DENY,
                        Operator.Permission.DENIED,
                        Optional.of("s-1"),
                        Optional.empty());
        replay.reader.started(replay);
        return replay;
    }

    private static ObjectNode text(String words) {
        ObjectNode message =
                AcpReplay.json(
                        """
                        {"jsonrpc":"2.0","method":"session/update","params":{"update":
                        {"sessionUpdate":"agent_message_chunk","content":{"type":"text"}}}}\
                        """
                                .replace("\n", ""));
        message.withObject("/params/update/content").put("text", words);
        return message;
    }

    @Test
    void anAgentThatTakesDirectivesIsToldAtOnce() {
        AcpReplay replay = begun("{\"steering\":{\"supported\":true}}");

        assertThat(replay.steering.give("use bananas")).isEqualTo(Delivery.NOW);
        assertThat(replay.said("_session/steering").at("/params/prompt/0/text").asText())
                .contains("use bananas");
    }

    @Test
    void anotherIsToldWhenItsTurnEnds() {
        AcpReplay replay = begun("{}");

        assertThat(replay.steering.give("use bananas")).isEqualTo(Delivery.NEXT_TURN);
        assertThat(replay.hasSaid("_session/steering")).isFalse();
        replay.hears(
                AcpReplay.json(
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"stopReason\":\"end_turn\"}}"));

        assertThat(replay.said("session/prompt").at("/params/prompt/0/text").asText())
                .contains("use bananas");
        replay.hears(
                AcpReplay.json(
                        "{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{\"stopReason\":\"end_turn\"}}"));
        assertThat(replay.reader.outcome(0)).isEqualTo(new ProviderOutcome.Finished());
    }

    private static AcpReplay begun(String meta) {
        AcpReplay replay = allowing("gemini-acp", "success");
        replay.reader.started(replay);
        replay.hears(
                AcpReplay.json(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"_meta\":%s}}"
                                .formatted(meta)));
        replay.hears(
                AcpReplay.json(
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"sessionId\":\"s-1\"}}"));
        return replay;
    }

    @Test
    void anAgentThatEndsBeforeItsTurnHasCrashed() {
        AcpReplay replay = begun("{}");
        replay.reader.errorLine("Segmentation fault", replay.recorded.events::add);

        assertThat(replay.reader.outcome(139))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().sentence())
                                        .contains("139", "Segmentation fault"));
    }
}
