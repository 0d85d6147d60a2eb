package dev.maestro.client.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.testkit.Processes;
import dev.maestro.testkit.model.ModelRequest;
import dev.maestro.testkit.model.ModelServer;
import dev.maestro.testkit.model.Script;
import dev.maestro.testkit.model.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the programs do what the scripted model says, before anything of ours drives them. */
final class WholeTaskTrial {

    private static final String TASK = "create hello.txt containing hi and commit it";
    private static final Script SCRIPT =
            Script.of(
                    Step.say("I will write it.").write("hello.txt", "hi\n"),
                    Step.say("Now I commit it.")
                            .run("git add hello.txt && git commit -q -m 'Add hello.txt'"),
                    Step.finish("Done: it is committed."));

    @TempDir Path directory;
    private Path repository;

    static List<AgentProgram> programs() {
        return AgentPrograms.all();
    }

    @BeforeEach
    void startARepository() throws Exception {
        repository = Files.createDirectory(directory.resolve("repository"));
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Dev");
        git("config", "user.email", "dev@example.invalid");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void writesAFileAndCommitsIt(AgentProgram agent) {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            AgentRun run =
                    AgentRun.of(
                            headless(agent),
                            repository,
                            agent.environment(directory.resolve("home"), model));

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output()).contains("Done: it is committed.");
            assertThat(git("log", "--format=%s")).isEqualTo("Add hello.txt\n");
            assertThat(git("show", "main:hello.txt")).isEqualTo("hi\n");
            assertThat(model.requests()).extracting(ModelRequest::step).containsExactly(0, 1, 2);
            assertThat(model.requests())
                    .allSatisfy(request -> assertThat(request.prompt()).contains(TASK));
            assertThat(model.unknown()).isEmpty();
        }
    }

    private static List<String> headless(AgentProgram agent) {
        List<String> command = new ArrayList<>(List.of(agent.program().toString()));
        command.addAll(
                switch (agent.name()) {
                    case "claude" -> List.of("--dangerously-skip-permissions", "-p");
                    case "codex" -> List.of("exec", "--dangerously-bypass-approvals-and-sandbox");
                    case "gemini" ->
                            List.of("-m", "gemini-2.5-pro", "--approval-mode", "yolo", "-p");
                    case "opencode" -> List.of("run", "--auto");
                    default -> throw new IllegalArgumentException(agent.name());
                });
        command.add(TASK);
        return command;
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Processes.run(repository, Map.of(), Duration.ofSeconds(30), command).output();
    }
}
