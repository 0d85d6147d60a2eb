package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tools that only Codex has: a patch as text, and, for its newest models, one tool that takes a
 * program in JavaScript which calls the others.
 */
final class CodexTools {

    private final ModelRequest request;

    CodexTools(ModelRequest request) {
        this.request = request;
    }

    Optional<Reply.Call> run(String command) {
        return tool("exec")
                .map(tool ->
                        Toolbox.freeform(
                                tool,
                                "text(JSON.stringify(await tools.exec_command(%s)));"
                                        .formatted(Json.object("cmd", command))));
    }

    Optional<Reply.Call> write(String path, String content) {
        String patch = patch(path, content);
        return tool("apply_patch")
                .map(tool -> Toolbox.freeform(tool, patch))
                .or(() ->
                        tool("exec")
                                .filter(tool -> tool.description().contains("apply_patch("))
                                .map(tool -> Toolbox.freeform(tool, program(patch))));
    }

    private static String program(String patch) {
        return "text(await tools.apply_patch(%s));".formatted(TextNode.valueOf(patch));
    }

    private Optional<Tool> tool(String name) {
        return request.tools().stream()
                .filter(tool -> tool.freeform() && tool.name().equals(name))
                .findFirst();
    }

    private static String patch(String path, String content) {
        String lines = content.lines().map(line -> "+" + line).collect(Collectors.joining("\n"));
        return "*** Begin Patch\n*** Add File: %s\n%s\n*** End Patch\n".formatted(path, lines);
    }
}
