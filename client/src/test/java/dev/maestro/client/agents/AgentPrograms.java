package dev.maestro.client.agents;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the programs that the profile {@code providers} has installed. npm runs no script of
 * theirs, so what it links under their names does not work; the programs themselves lie in packages
 * of their own, one for each kind of machine.
 */
public final class AgentPrograms {

    private static final Path INSTALLED = Path.of("target", "agents").toAbsolutePath();

    private AgentPrograms() {}

    public static AgentProgram claude() {
        return new AgentProgram(
                "claude",
                linked("claude", "@anthropic-ai", "claude-code-*/claude"),
                AgentHomes::claude);
    }

    public static AgentProgram codex() {
        return new AgentProgram(
                "codex",
                linked("codex", "@openai", "codex-*/vendor/*/bin/codex"),
                AgentHomes::codex);
    }

    public static AgentProgram gemini() {
        return new AgentProgram(
                "gemini",
                linked("gemini", "@google", "gemini-cli/bundle/gemini.js"),
                AgentHomes::gemini);
    }

    public static AgentProgram opencode() {
        return new AgentProgram(
                "opencode",
                linked("opencode", "", "opencode-*/bin/opencode"),
                AgentHomes::opencode);
    }

    public static List<AgentProgram> all() {
        return List.of(claude(), codex(), gemini(), opencode());
    }

    /** Where the programs are found by their names, and before all others. */
    public static String path() {
        return INSTALLED.resolve("bin") + File.pathSeparator + System.getenv("PATH");
    }

    private static Path linked(String name, String scope, String pattern) {
        Path link = INSTALLED.resolve("bin").resolve(name);
        Path packages = INSTALLED.resolve("node_modules").resolve(scope);
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, installed(packages, pattern));
        } catch (FileAlreadyExistsException e) {
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return link;
    }

    /** Of several that would do, the one of the shortest name: the others are for old machines. */
    private static Path installed(Path packages, String pattern) throws IOException {
        int depth = pattern.split("/", -1).length;
        var wanted = packages.getFileSystem().getPathMatcher("glob:" + packages + "/" + pattern);
        try (Stream<Path> files = Files.find(packages, depth, (file, _) -> wanted.matches(file))) {
            return files.min(
                            (a, b) -> Integer.compare(a.toString().length(), b.toString().length()))
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "no %s below %s: ./maestro test --providers installs it"
                                            .formatted(pattern, packages)));
        }
    }
}
