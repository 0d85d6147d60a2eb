package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds, among the tools that a program declared, the one for a deed. */
final class Toolbox {

    /** No tool of the asking program can do what the script wants. */
    static final class NothingFits extends RuntimeException {
        private static final long serialVersionUID = 1;

        NothingFits(Deed deed, List<String> declared) {
            super("no tool fits %s: %s".formatted(deed, declared));
        }
    }

    private static final String[] SHELLS = {
        "Bash", "bash", "run_shell_command", "exec_command", "shell_command", "shell"
    };
    private static final String[] WRITERS = {"Write", "write", "write_file"};
    private static final String[] READERS = {"Read", "read", "read_file"};
    private static final String[] PATHS = {"file_path", "filePath", "path", "absolute_path"};

    private final ModelRequest request;
    private final CodexTools codex;

    Toolbox(ModelRequest request) {
        this.request = request;
        this.codex = new CodexTools(request);
    }

    Reply.Call call(Deed deed) {
        return switch (deed) {
            case Deed.Run(String command) -> run(command, deed);
            case Deed.Write(String path, String content) -> write(path, content, deed);
            case Deed.Read(String path) -> read(path, deed);
            case Deed.Call(String name, JsonNode input) -> call(named(name, input), input);
        };
    }

    private Reply.Call run(String command, Deed deed) {
        return tool(SHELLS)
                .map(tool -> call(tool, shellInput(tool, command)))
                .or(() -> codex.run(command))
                .orElseThrow(() -> new NothingFits(deed, request.toolNames()));
    }

    private static ObjectNode shellInput(Tool tool, String command) {
        String property = property(tool, "command", "cmd").orElse("command");
        JsonNode type = tool.schema().path("properties").path(property).path("type");
        return type.asText().equals("array")
                ? Json.object(property, List.of("bash", "-lc", command))
                : Json.object(property, command);
    }

    private Reply.Call write(String path, String content, Deed deed) {
        String file = absolute(path);
        return tool(WRITERS)
                .map(tool ->
                        call(
                                tool,
                                Json.object(
                                        property(tool, PATHS).orElse("file_path"),
                                        file,
                                        "content",
                                        content)))
                .or(() -> codex.write(path, content))
                .orElseGet(() -> run(Shell.write(file, content), deed));
    }

    private Reply.Call read(String path, Deed deed) {
        String file = absolute(path);
        return tool(READERS)
                .map(tool -> call(tool, Json.object(property(tool, PATHS).orElse("path"), file)))
                .orElseGet(() -> run(Shell.read(file), deed));
    }

    private Tool named(String name, JsonNode input) {
        return tool(name).orElseGet(() -> new Tool(name, "", input.isTextual(), "", Json.object()));
    }

    private Optional<Tool> tool(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> request.tools().stream().filter(tool -> tool.name().equals(name)))
                .findFirst();
    }

    private static Optional<String> property(Tool tool, String... names) {
        return Arrays.stream(names).filter(tool::has).findFirst();
    }

    private String absolute(String path) {
        return Path.of(WorkingDirectory.of(request)).resolve(path).toString();
    }

    /** The input with what the tool requires besides: a description, mostly. */
    static Reply.Call call(Tool tool, JsonNode input) {
        if (input instanceof ObjectNode object) {
            for (JsonNode required : tool.schema().path("required")) {
                String name = required.asText();
                if (!object.has(name)) {
                    object.set(name, Example.of(tool.schema().path("properties").path(name)));
                }
            }
        }
        return new Reply.Call(Talk.newId(""), tool, input);
    }

    static Reply.Call freeform(Tool tool, String input) {
        return new Reply.Call(Talk.newId(""), tool, TextNode.valueOf(input));
    }
}
