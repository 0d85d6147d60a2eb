package dev.maestro.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.cli.Terminal.Said;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {

    private static final Set<String> PRINT_NOTHING_TO_READ =
            Set.of(
                    "daemon",
                    "completion",
                    "help",
                    "tui",
                    "system-prompt",
                    "mcp",
                    "context",
                    "tell");

    @TempDir private Path directory;
    private final ScriptedStudio studio = new ScriptedStudio();
    private Terminal terminal;
    private Path repository;

    @BeforeEach
    void open() {
        Path remote = directory.resolve("remote");
        repository = directory.resolve("shop");
        git("init", "-q", "-b", "main", "--bare", remote.toString());
        git("clone", "-q", remote.toString(), repository.toString());
        studio.knows(remote.toString());
        terminal = new Terminal(directory.resolve("home"), repository);
    }

    @AfterEach
    void close() {
        terminal.close();
        studio.close();
    }

    @Test
    void everyCommandHasExamplesAndHelpAndWhatPrintsHasJson() {
        assertThat(commands(all()))
                .allSatisfy(command -> {
                    var spec = command.getCommandSpec();
                    assertThat(spec.findOption("--help")).as(spec.qualifiedName()).isNotNull();
                    if (!spec.usageMessage().hidden()) {
                        assertThat(spec.usageMessage().footer())
                                .as(spec.qualifiedName())
                                .isNotEmpty();
                    }
                    if (command.getSubcommands().isEmpty()
                            && !PRINT_NOTHING_TO_READ.contains(spec.name())) {
                        assertThat(spec.findOption("--json")).as(spec.qualifiedName()).isNotNull();
                    }
                });
    }

    @Test
    void theHelpOfTheProgramNamesTheExitCodes() {
        Said said = terminal.maestro("--help");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("Exit codes:", "5   no connection to Studio", "6   there is no such");
    }

    @Test
    void theProgramSaysItsVersionAndEveryExitCode() {
        assertThat(terminal.maestro("--version").out()).startsWith("maestro ");
        assertThat(terminal.maestro("-V").out()).isEqualTo(terminal.maestro("version").out());
        assertThat(terminal.maestro("--help").out()).contains("7   what was looked at");
        assertThat(terminal.maestro("help", "statu").err()).contains("did you mean status?");
    }

    @Test
    void whatCannotBeConnectedIsRefusedBeforeAProjectIsMade() {
        terminal.maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst");
        for (String[] wrong :
                List.of(
                        new String[] {"--capacity", "0"},
                        new String[] {"--capacity", "65"},
                        new String[] {"--provider", "claud"},
                        new String[] {"--agent", "no-such-program --now"},
                        new String[] {"--provider", "acp"})) {
            Said said = terminal.maestro("connect", "--create", wrong[0], wrong[1]);
            assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(terminal.maestro("connect", "--agent", "no-such-program").err())
                .contains("there is no program no-such-program");
        assertThat(directory.resolve("home/projects.toml")).doesNotExist();
    }

    @Test
    void aPartOfAnInviteIsSaidToBeOne() {
        assertThat(terminal.maestro("auth", studio.url() + "/invites/xyz").err())
                .contains("may not have been copied whole");
    }

    @Test
    void aTaskThatNobodyHereWorksOnNeedsItsWholeId() {
        assertThat(terminal.maestro("task", "show", "7").exit()).isEqualTo(ExitCode.NOT_CONNECTED);
    }

    @Test
    void aProjectThatIsMissingIsWhatComesNext() {
        terminal.maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst");
        git("-C", repository.toString(), "remote", "set-url", "origin", "https://git.example/x");

        Said said = terminal.maestro("init");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("project     none there yet", "Next: maestro connect --create");
    }

    @Test
    void aWordThatIsNearlyRightIsToldTheRightOne() {
        assertThat(terminal.maestro("conect").err()).contains("did you mean", "connect");
        assertThat(terminal.maestro("status", "--jsno").err()).contains("did you mean", "--json");
        assertThat(terminal.maestro("project", "lst").err()).contains("did you mean", "list");
        assertThat(terminal.maestro("conect").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whoAskedForJsonGetsErrorsAsOneLineOfJson() {
        Said refused = terminal.maestro("project", "forget", "nowhere", "--json");

        assertThat(refused.exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(refused.out()).isEmpty();
        JsonNode error = Json.tree(refused.err()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("not_found");
        assertThat(error.path("message").asText()).contains("nowhere");
        assertThat(error.path("field").asText()).isEqualTo("PATH|NAME");

        Said misused = terminal.maestro("project", "link", "--json");
        assertThat(misused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Json.tree(misused.err()).path("error").path("code").asText()).isEqualTo("usage");

        Said alone = terminal.maestro("disconnect", "ada", "--json");
        assertThat(alone.exit()).isEqualTo(ExitCode.NOT_CONNECTED);
        assertThat(Json.tree(alone.err()).path("error").path("code").asText())
                .isEqualTo("not_connected");
    }

    @Test
    void anIdentityIsMadeListedChosenAndEnded() {
        Said let = terminal.maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst");
        studio.invites("Bob", "bob@example.com");
        terminal.maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst");

        assertThat(let.out()).contains("Ada Lovelace", "in a file that only you may read");
        assertThat(terminal.maestro("auth", "use", "bob@example.com").exit()).isZero();
        assertThat(terminal.maestro("auth", "list").out())
                .contains("  ada@example.com", "* bob@example.com", "(tokens: file)");
        assertThat(terminal.maestro("auth", "status").out())
                .contains("bob@example.com at " + studio.url() + ": accepted", "not in a keyring");
        assertThat(terminal.maestro("auth", "logout", "--identity", "bob@example.com").out())
                .contains("no longer bob@example.com");
        assertThat(Json.tree(terminal.maestro("auth", "list", "--json").out()))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("identity").path("email").asText())
                                .isEqualTo("ada@example.com"));
    }

    @Test
    void anInviteIsReadFromAFile() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("invite"),
                        studio.url() + "/invites/abcdefghijklmnopqrst\n");

        assertThat(terminal.maestro("auth", "--token-file", file.toString()).exit()).isZero();
    }

    @Test
    void initSaysWhatIsThereAndWhatComesNext() {
        assertThat(terminal.maestro("init").exit()).isEqualTo(ExitCode.NOT_CONNECTED);
        terminal.maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst");

        Said said = terminal.maestro("init");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains(
                        "repository  " + repository,
                        "as ada@example.com",
                        "project     Shop",
                        "Next: maestro connect");
        assertThat(terminal.maestro("project", "list").out())
                .contains("Shop  " + repository + "  ada at " + studio.url());
        terminal.goTo(directory);
        assertThat(terminal.maestro("init").err()).contains("not in a git repository");
    }

    @Test
    void aProjectIsAddedLinkedAndForgotten() {
        terminal.maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst");
        terminal.goTo(directory);

        assertThat(terminal.maestro("project", "add", "shop").out()).contains("is Shop at");
        terminal.goTo(repository);
        terminal.maestro("config", "set", "project.ports", "8");
        terminal.goTo(directory);
        Said linked =
                terminal.maestro(
                        "project", "link", "shop", "--project", studio.project().toString());
        assertThat(linked.exit()).isZero();
        assertThat(directory.resolve("home/projects.toml")).content().contains("ports = 8");
        assertThat(Json.tree(terminal.maestro("project", "list", "--json").out())).hasSize(1);
        assertThat(terminal.maestro("project", "forget", "Shop").out()).contains("is forgotten");
        assertThat(directory.resolve("home/projects.toml")).content().isBlank();
    }

    @Test
    void theSandboxIsSaidToBeOffWhereItIs() {
        assertThat(terminal.maestro("sandbox").out()).doesNotContain("NOT confined");
        terminal.maestro("config", "set", "project.sandbox", "off");

        Said said = terminal.maestro("sandbox");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("Agents and checks of this project are NOT confined");
        assertThat(Json.tree(terminal.maestro("sandbox", "--json").out()).path("on").booleanValue())
                .isFalse();
    }

    @Test
    void settingsOfTheMachineAndOfTheCloneAreSetAndShown() {
        assertThat(terminal.maestro("config", "set", "project.sandbox", "off").out())
                .isEqualToIgnoringNewLines("project.sandbox = off");
        terminal.maestro("config", "set", "provider.claude.permission", "ask");

        assertThat(terminal.maestro("config", "list").out())
                .contains(
                        "* project.sandbox = off",
                        "  project.copy = .env",
                        "* provider.claude.permission = ask",
                        "  worktree.snapshot_seconds = 300")
                .doesNotContain("NAME", "PATH");
        assertThat(terminal.maestro("config", "get", "project.sandbox").out().strip())
                .isEqualTo("off");
        assertThat(terminal.maestro("config", "unset", "project.sandbox").exit()).isZero();
        assertThat(terminal.maestro("config", "get", "project.sandbox").out().strip())
                .isEqualTo("on");
        assertThat(terminal.maestro("config", "get", "worktree.snapshot_second").err())
                .contains("did you mean worktree.snapshot_seconds?");
        assertThat(terminal.maestro("config", "set", "provider.claud.permission", "ask").err())
                .contains("did you mean \"claude\"?");
        assertThat(Json.tree(terminal.maestro("config", "path", "--json").out()).path("config"))
                .hasToString("\"" + directory.resolve("home/config.toml") + "\"");
        assertThat(terminal.maestro("config", "path").out().strip())
                .isEqualTo(directory.resolve("home/config.toml").toString());
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script =
                Files.writeString(
                        directory.resolve("maestro.bash"),
                        terminal.maestro("completion", "bash").out());

        assertThat(completed(script, "maestro", "conn")).contains("connect");
        assertThat(completed(script, "maestro", "auth", "log")).contains("logout");
        assertThat(completed(script, "maestro", "status", "--j")).contains("--json");
    }

    @Test
    void fishIsToldEveryCommandAndOptionWithItsDescription() {
        String script = terminal.maestro("completion", "fish").out();

        assertThat(script)
                .contains(
                        "complete -c maestro -n '__maestro_says' -a status -d 'The daemon, its"
                                + " sessions and what they do.'",
                        "complete -c maestro -n '__maestro_says auth' -a logout",
                        "complete -c maestro -n '__maestro_at auth use' -l studio -r -d 'Which"
                                + " Studio, when several.'")
                .doesNotContain("-a daemon");
    }

    private String completed(Path script, String... words) {
        String line = String.join(" ", words);
        return Processes.run(
                        directory,
                        Map.of(),
                        Duration.ofSeconds(30),
                        List.of(
                                "bash",
                                "-c",
                                "source \"$0\"; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s';"
                                                .formatted(line, words.length - 1, line)
                                        + " _complete_maestro; printf '%s\\n' \"${COMPREPLY[@]}\"",
                                script.toString()))
                .output();
    }

    private CommandLine all() {
        return MaestroCommand.in(terminal.surroundings(new StringWriter(), new StringWriter()));
    }

    private static List<CommandLine> commands(CommandLine root) {
        return root.getSubcommands().values().stream()
                .filter(one -> !one.getCommandName().equals("help"))
                .flatMap(one -> Stream.concat(Stream.of(one), commands(one).stream()))
                .toList();
    }

    private void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(Processes.run(directory, Map.of(), Duration.ofSeconds(30), command).exit())
                .isZero();
    }
}
