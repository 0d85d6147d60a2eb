package dev.maestro.client.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.hooks.HookState.Standing;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.git.Git;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HooksTest {

    private static final String THEIRS =
            """
            {"model":"opus", "limit": 1.50,
              "hooks":{"Stop":[{"hooks":[{"type":"command","command":"beep"}]}]}}\
            """;

    private static final OwnProgram PROGRAM = new OwnProgram("", "", "/opt/my maestro/bin/maestro");

    @TempDir private Path directory;
    private Path project;
    private Hooks hooks;

    @BeforeEach
    void begin() throws IOException {
        project = Files.createDirectories(directory.resolve("project")).toRealPath();
        Git.at(project).run("init", "--quiet");
        hooks = Hooks.ofProject(new MaestroHome(directory.resolve("home")), project, PROGRAM);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRemovedLeavesNothingBehindAndIsNeverCommitted(HookedAgent agent) throws IOException {
        String excluded = Files.readString(project.resolve(".git/info/exclude"));

        HookState installed = hooks.install(agent);

        assertThat(installed.standing()).isEqualTo(Standing.INSTALLED);
        assertThat(Files.readString(installed.file())).contains("/opt/my maestro/bin/maestro");
        assertThat(Git.at(project).run("status", "--porcelain").out()).isEmpty();
        assertThat(hooks.remove(agent)).isTrue();
        assertThat(installed.file()).doesNotExist();
        assertThat(project).isDirectoryNotContaining(path -> !path.endsWith(".git"));
        assertThat(Files.readString(project.resolve(".git/info/exclude"))).isEqualTo(excluded);
        assertThat(hooks.remove(agent)).isFalse();
    }

    @Test
    void whatWasThereBeforeIsThereAgainByteForByte() throws IOException {
        Path file = settings(THEIRS);

        hooks.install(HookedAgent.CLAUDE);
        String once = Files.readString(file);
        hooks.install(HookedAgent.CLAUDE);

        assertThat(Files.readString(file)).isEqualTo(once).contains("beep", "1.50");
        assertThat(once)
                .contains("'/opt/my maestro/bin/maestro' hooks context", "SessionStart", "Stop");
        hooks.remove(HookedAgent.CLAUDE);
        assertThat(Files.readString(file)).isEqualTo(THEIRS);
    }

    @Test
    void whatOthersChangedMeanwhileStays() throws IOException {
        Path file = settings(THEIRS);
        hooks.install(HookedAgent.CLAUDE);
        Files.writeString(file, Files.readString(file).replace("opus", "haiku"));

        assertThat(hooks.states())
                .filteredOn(state -> state.agent() == HookedAgent.CLAUDE)
                .extracting(HookState::standing)
                .containsExactly(Standing.INSTALLED_AND_CHANGED);
        hooks.remove(HookedAgent.CLAUDE);

        assertThat(Json.tree(Files.readString(file)))
                .isEqualTo(Json.tree(THEIRS.replace("opus", "haiku")));
    }

    @Test
    void tomlKeepsItsCommentsAndOthersLines() throws IOException {
        Path file = Files.createDirectories(project.resolve(".codex")).resolve("config.toml");
        Files.writeString(file, "# mine\nmodel = \"o\"");
        hooks.install(HookedAgent.CODEX);
        assertThat(Files.readString(file)).startsWith("# mine\n").contains("[mcp_servers.maestro]");
        Files.writeString(file, Files.readString(file) + "[more]\nx = 1\n");

        hooks.remove(HookedAgent.CODEX);

        assertThat(Files.readString(file)).isEqualTo("# mine\nmodel = \"o\"\n[more]\nx = 1\n");
    }

    @Test
    void saysWhenSomebodyTookItOut() throws IOException {
        HookState installed = hooks.install(HookedAgent.GEMINI);
        Files.writeString(installed.file(), "{}");

        assertThat(hooks.states()).extracting(HookState::standing).contains(Standing.GONE);
        hooks.install(HookedAgent.GEMINI);

        assertThat(hooks.states()).extracting(HookState::standing).contains(Standing.INSTALLED);
        hooks.remove(HookedAgent.GEMINI);
        assertThat(Files.readString(installed.file())).isEqualTo("{}");
    }

    @Test
    void doesNotTouchWhatWouldNotSurvive() throws IOException {
        String comments = "{ // my settings\n}";
        Path file = settings(comments);

        assertRefused(HookedAgent.CLAUDE, "comments would not survive (line 1");

        assertThat(Files.readString(file)).isEqualTo(comments);
        Files.writeString(file, "{\"hooks\": 7}");
        assertRefused(HookedAgent.CLAUDE, "\"hooks\" is no JSON object");
        Files.createDirectories(project.resolve(".gemini"));
        Files.writeString(
                project.resolve(".gemini/settings.json"), "{\"mcpServers\":{\"maestro\":{}}}");
        assertRefused(HookedAgent.GEMINI, "not by Maestro");
        Files.createDirectories(project.resolve(".codex"));
        Files.writeString(project.resolve(".codex/config.toml"), "[mcp_servers.maestro]\na = 1\n");
        assertRefused(HookedAgent.CODEX, "not by Maestro");
        assertThat(hooks.states()).extracting(HookState::standing).containsOnly(Standing.ABSENT);
    }

    @Test
    void writesThroughNoLinkAndIntoNothingThatIsCommitted() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.createSymbolicLink(project.resolve(".claude"), elsewhere);
        assertRefused(HookedAgent.CLAUDE, "symbolic link");
        assertThat(elsewhere).isEmptyDirectory();

        Files.writeString(project.resolve("opencode.json"), "{}");
        Git.at(project).run("add", "opencode.json");
        assertRefused(HookedAgent.OPENCODE, "is committed");
    }

    @Test
    void theUsersOwnConfigurationIsWrittenWhenAskedFor() throws IOException {
        Path user = Files.createDirectories(directory.resolve("user"));
        Hooks own = Hooks.ofUser(new MaestroHome(directory.resolve("home")), user, PROGRAM);

        own.install(HookedAgent.OPENCODE);

        assertThat(
                        Json.tree(Files.readString(user.resolve(".config/opencode/opencode.json")))
                                .at("/mcp/maestro/command/1")
                                .textValue())
                .isEqualTo("mcp");
        own.remove(HookedAgent.OPENCODE);
        assertThat(user.resolve(".config/opencode")).doesNotExist();
    }

    private Path settings(String text) throws IOException {
        Path file =
                Files.createDirectories(project.resolve(".claude")).resolve("settings.local.json");
        return Files.writeString(file, text);
    }

    private void assertRefused(HookedAgent agent, String why) {
        assertThatThrownBy(() -> hooks.install(agent))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why);
    }
}
