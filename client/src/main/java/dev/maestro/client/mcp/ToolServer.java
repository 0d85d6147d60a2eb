package dev.maestro.client.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maestro.client.ClientVersion;
import dev.maestro.client.door.DoorClient;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Offers a run's tools to one agent over two streams, until the first ends. Without a run it
 * answers all the same, and every tool says that there is none.
 */
public final class ToolServer {

    private static final String INSTRUCTIONS =
            "Tools of Maestro, which has given you a task. Read task_context first. Tell progress now"
                    + " and then; propose further work as subtask instead of doing it; ask question"
                    + " only what you cannot find out.";

    /** Longer than a question may wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final String TASK = "maestro://task";

    private static final String MARKDOWN = "text/markdown";

    private final Optional<DoorClient> run;

    /**
     * @param run empty where there is none
     */
    public ToolServer(Optional<DoorClient> run) {
        this.run = run;
    }

    /** Serves until {@code in} ends. */
    public void serve(InputStream in, OutputStream out) throws InterruptedException {
        run.ifPresent(DoorClient::come);
        EndingStream requests = new EndingStream(in);
        McpJsonMapper json = new JacksonMcpJsonMapper(JsonMapper.builder().build());
        McpSyncServer server =
                McpServer.sync(new StdioServerTransportProvider(json, requests, out))
                        .serverInfo("maestro", ClientVersion.NUMBER)
                        .instructions(INSTRUCTIONS)
                        .jsonMapper(json)
                        .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                        .validateToolInputs(true)
                        .requestTimeout(PATIENCE)
                        .capabilities(
                                ServerCapabilities.builder()
                                        .tools(false)
                                        .resources(false, false)
                                        .build())
                        .tools(
                                Arrays.stream(RunTool.values())
                                        .map(tool -> tool(tool, json))
                                        .toList())
                        .resources(task())
                        .build();
        requests.awaitEnd();
        server.closeGracefully();
    }

    private SyncToolSpecification tool(RunTool tool, McpJsonMapper json) {
        Tool described =
                Tool.builder(tool.wireName(), json, tool.schema())
                        .title(tool.title())
                        .description(tool.description())
                        .annotations(
                                ToolAnnotations.builder()
                                        .readOnlyHint(tool.readOnly())
                                        .destructiveHint(false)
                                        .openWorldHint(false)
                                        .build())
                        .build();
        return new SyncToolSpecification(described, (_, request) -> call(tool, request));
    }

    private CallToolResult call(RunTool tool, CallToolRequest request) {
        Map<String, Object> arguments =
                request.arguments() == null ? Map.of() : request.arguments();
        try {
            RunTool.Answer answer = tool.call(here(), Json.node(arguments));
            CallToolResult.Builder result =
                    CallToolResult.builder().addTextContent(answer.text()).isError(false);
            if (!answer.content().isEmpty()) {
                result.structuredContent(Json.convert(answer.content(), Map.class));
            }
            return result.build();
        } catch (Refused refused) {
            return CallToolResult.builder()
                    .addTextContent(String.valueOf(refused.getMessage()))
                    .isError(true)
                    .build();
        }
    }

    private SyncResourceSpecification task() {
        return new SyncResourceSpecification(
                Resource.builder(TASK, "task")
                        .title(RunTool.TASK_CONTEXT.title())
                        .description("The task of this run, as Markdown.")
                        .mimeType(MARKDOWN)
                        .build(),
                (_, _) ->
                        ReadResourceResult.builder(
                                        List.of(
                                                TextResourceContents.builder(
                                                                TASK,
                                                                ContextText.of(here().context()))
                                                        .mimeType(MARKDOWN)
                                                        .build()))
                                .build());
    }

    private DoorClient here() {
        return run.orElseThrow(() ->
                new Refused(
                        RefusalCode.NOT_FOUND,
                        "no run of Maestro is here: neither does MAESTRO_RUN_SOCKET name one, nor is"
                                + " this the worktree of one"));
    }
}
