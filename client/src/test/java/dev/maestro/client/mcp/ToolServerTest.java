package dev.maestro.client.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maestro.client.door.DoorCall;
import dev.maestro.client.door.RunDoor;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as agents start it, spoken to by the library's own client. */
class ToolServerTest {

    @TempDir private Path directory;
    private final KeptDesk desk = new KeptDesk();
    private RunDoor door;
    private McpSyncClient agent;

    @BeforeEach
    void begin() {
        door = RunDoor.open(directory.resolve("run"), directory.resolve("worktree"), desk);
        agent = agent(Map.of(RunDoor.VARIABLE, door.socket().toString()));
    }

    @AfterEach
    void end() {
        agent.closeGracefully();
        door.close();
    }

    @Test
    void offersWhatARunCanBeAskedAndDoesIt() throws Exception {
        assertThat(agent.listTools().tools())
                .extracting(Tool::name)
                .containsExactlyInAnyOrder(
                        "task_context", "progress", "subtask", "question", "verdict");
        assertThat(agent.listTools().tools())
                .allSatisfy(tool -> {
                    assertThat(tool.description()).isNotBlank();
                    assertThat(tool.inputSchema()).containsEntry("type", "object");
                });

        CallToolResult context = call("task_context", Map.of());
        assertThat(text(context))
                .contains(
                        "Task 7: Add a file", "round 3", "no test", "keep it short", "make check");
        assertThat(context.structuredContent())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("commit", KeptDesk.COMMIT)
                .containsEntry("purpose", "develop");

        call("progress", Map.of("text", "half way"));
        assertThat(desk.told.take()).isEqualTo("half way");

        call("subtask", Map.of("title", "Tidy up", "criteria", List.of("tidy")));
        assertThat(desk.told.take())
                .isInstanceOfSatisfying(
                        SubtaskRequest.class,
                        request -> {
                            assertThat(request.title()).isEqualTo("Tidy up");
                            assertThat(request.criteria()).containsExactly("tidy");
                        });

        assertThat(text(call("question", Map.of("text", "Which?")))).contains("nobody waits");
        assertThat(
                        text(
                                call(
                                        "question",
                                        Map.of(
                                                "text",
                                                "Which?",
                                                "answers",
                                                List.of("left", "right"),
                                                "wait_seconds",
                                                60))))
                .isEqualTo("The answer: left");

        CallToolResult judged =
                call(
                        "verdict",
                        Map.of("approved", false, "reason", "no", "findings", List.of("x")));
        assertThat(text(judged)).contains("Rejected", KeptDesk.COMMIT);
        assertThat(desk.told).contains(new DoorCall.Verdict(false, "no", List.of("x")));

        assertThat(
                        agent.readResource(ReadResourceRequest.builder("maestro://task").build())
                                .contents())
                .singleElement()
                .isInstanceOfSatisfying(
                        TextResourceContents.class,
                        task -> assertThat(task.text()).contains("Add a file"));
    }

    @Test
    void saysWhatIsWrongWithArgumentsAndTellsNobody() {
        assertRefused("progress", Map.of(), "text");
        assertRefused("progress", Map.of("text", "x".repeat(501)), "500");
        assertRefused("progress", Map.of("text", "x", "colour", "red"), "colour");
        assertRefused("subtask", Map.of("title", 7), "title");
        assertRefused("question", Map.of("text", "?", "wait_seconds", 100_000), "1500");
        assertRefused("verdict", Map.of("approved", "yes"), "approved");
        assertRefused("verdict", Map.of("approved", false), "reason");

        assertThat(desk.told).isEmpty();
    }

    @Test
    void saysThatTheRunHasEnded() {
        assertThat(call("progress", Map.of("text", "still here")).isError()).isFalse();

        door.close();

        assertRefused("progress", Map.of("text", "and now?"), "the run has ended");
        assertRefused("question", Map.of("text", "anybody?", "wait_seconds", 60), "ended");
    }

    @Test
    void onlyWhoCameFirstMayJudge() {
        assertThat(call("task_context", Map.of()).isError()).isFalse();
        McpSyncClient intruder = agent(Map.of(RunDoor.VARIABLE, door.socket().toString()));
        try {
            CallToolResult result =
                    intruder.callTool(
                            CallToolRequest.builder("verdict")
                                    .arguments(Map.of("approved", true))
                                    .build());

            assertThat(result.isError()).isTrue();
            assertThat(text(result)).contains("first");
            assertThat(desk.told).isEmpty();
        } finally {
            intruder.closeGracefully();
        }
    }

    @Test
    void withoutARunEveryToolSaysThatThereIsNone() {
        McpSyncClient alone = agent(Map.of("MAESTRO_HOME", directory.resolve("none").toString()));
        try {
            CallToolResult result = alone.callTool(CallToolRequest.builder("task_context").build());

            assertThat(result.isError()).isTrue();
            assertThat(text(result)).contains("no run of Maestro is here");
        } finally {
            alone.closeGracefully();
        }
    }

    private void assertRefused(String tool, Map<String, Object> arguments, String why) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).as("%s %s", tool, arguments).isTrue();
        assertThat(text(result)).contains(why);
    }

    private CallToolResult call(String tool, Map<String, Object> arguments) {
        return agent.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    private static McpSyncClient agent(Map<String, String> environment) {
        List<String> command = OwnProgram.running().command(OwnProgram.MAIN, List.of("mcp"));
        McpSyncClient client =
                McpClient.sync(
                                new StdioClientTransport(
                                        ServerParameters.builder(command.getFirst())
                                                .args(command.subList(1, command.size()))
                                                .env(environment)
                                                .build(),
                                        new JacksonMcpJsonMapper(JsonMapper.builder().build())))
                        .requestTimeout(Duration.ofSeconds(30))
                        .initializationTimeout(Duration.ofSeconds(30))
                        .build();
        client.initialize();
        return client;
    }
}
