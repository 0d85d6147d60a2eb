package dev.maestro.client.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlTextTest {

    private static final String EDITED =
            """
            # mine
            secrets = 'file' # for the server

            [provider.claude]   # the good one
            program = "/opt/claude"
            models = {small = "haiku", large = "opus"}

            [worktree]
            # little disk
            disk_budget_gb = 5
            """;

    @TempDir private Path directory;

    @Test
    void aValueIsReplacedInItsPlace() {
        assertThat(changed(EDITED, text("keyring"), "secrets"))
                .isEqualTo(EDITED.replace("'file'", "\"keyring\""));
        assertThat(changed(EDITED, number(7), "worktree", "disk_budget_gb"))
                .isEqualTo(EDITED.replace("= 5", "= 7"));
    }

    @Test
    void aKeyOfATableGoesToItsTable() {
        assertThat(changed(EDITED, number(0), "worktree", "snapshot_minutes"))
                .isEqualTo(EDITED + "snapshot_minutes = 0\n");
    }

    @Test
    void aTableThatIsNotThereComesAtTheEnd() {
        assertThat(changed(EDITED, text("ask"), "provider", "codex", "permission"))
                .isEqualTo(EDITED + "\n[provider.codex]\npermission = \"ask\"\n");
        assertThat(changed("", text("ask"), "provider", "codex", "permission"))
                .isEqualTo("[provider.codex]\npermission = \"ask\"\n");
    }

    @Test
    void aKeyOfTheWholeFileComesBeforeItsTables() {
        assertThat(changed("[worktree]\n", text("file"), "secrets"))
                .isEqualTo("secrets = \"file\"\n[worktree]\n");
    }

    @Test
    void anInlineTableIsWrittenAnew() {
        assertThat(changed(EDITED, text("sonnet"), "provider", "claude", "models", "medium"))
                .isEqualTo(
                        EDITED.replace(
                                "large = \"opus\"}", "large = \"opus\", medium = \"sonnet\"}"));
        assertThat(parsed(EDITED).without(List.of("provider", "claude", "models", "small")))
                .hasToString(EDITED.replace("small = \"haiku\", ", ""));
    }

    @Test
    void aTableIsTakenAwayWithItsKeysAndNothingElse() {
        assertThat(parsed(EDITED).without(List.of("provider", "claude")).toString())
                .contains("# mine", "# for the server", "# little disk", "disk_budget_gb = 5")
                .doesNotContain("claude", "haiku");
    }

    @Test
    void keysThatTheEarlierVersionWroteFlatAreChangedWhereTheyStand() {
        String flat = "project.'/home/ada/a.b'.name = 'Shop'\nproject.'/home/ada/c'.name = 'X'\n";

        assertThat(changed(flat, number(8), "project", "/home/ada/a.b", "ports"))
                .isEqualTo(
                        "project.'/home/ada/a.b'.name = 'Shop'\n"
                                + "project.\"/home/ada/a.b\".ports = 8\n"
                                + "project.'/home/ada/c'.name = 'X'\n");
        assertThat(parsed(flat).without(List.of("project", "/home/ada/c")))
                .hasToString("project.'/home/ada/a.b'.name = 'Shop'\n");
    }

    @Test
    void tablesOfOneNameAreReplacedTogetherAndTheRestStays() {
        ObjectNode ada = JsonNodeFactory.instance.objectNode().put("name", "Ada \"Al\" L\\");
        String before = "identity = [{name = 'old'}]\nsecrets = 'file'\n";

        TomlText once = parsed(before).withTables("identity", List.of(ada));
        TomlText twice = once.withTables("identity", List.of(ada, ada));

        assertThat(once)
                .hasToString("secrets = 'file'\n\n[[identity]]\nname = \"Ada \\\"Al\\\" L\\\\\"\n");
        assertThat(twice.tree().path("identity")).hasSize(2).allMatch(ada::equals);
        assertThat(twice.withTables("identity", List.of())).hasToString("secrets = 'file'\n");
    }

    @Test
    void aKeyIsFoundOnItsLineAlsoBehindValuesOfSeveralLines() {
        TomlText text =
                parsed(
                        """
                        a = [ # one
                          "x]",
                          'y'
                        ]
                        b = \"""
                        [no.table]
                        \"""

                        [[many]]
                        c = 1
                        [t."q\\u0041.r"]
                        d = 1979-05-27
                        """);

        assertThat(text.line(List.of("a"))).isEqualTo(1);
        assertThat(text.line(List.of("b"))).isEqualTo(5);
        assertThat(text.line(List.of("t", "qA.r", "d"))).isEqualTo(12);
        assertThat(text.line(List.of("t", "qA.r", "d", "deeper"))).isEqualTo(12);
    }

    @Test
    void whatHasNoRoomIsRefusedAndNotBroken() {
        assertThatThrownBy(() -> changed("a = 1\n", number(2), "a", "b"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("edit it");
    }

    @Test
    void aFileThatIsNoTomlIsToldWithItsLine() throws Exception {
        Path file = Files.writeString(directory.resolve("config.toml"), "a = 1\nb = = 2\n");

        assertThatThrownBy(() -> new TomlFile(file, directory.resolve("lock")).read())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("config.toml, line 2");
    }

    private static String changed(String before, JsonNode value, String... path) {
        return parsed(before).with(List.of(path), value).toString();
    }

    private static TomlText parsed(String text) {
        try {
            return TomlText.parse(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode number(int number) {
        return JsonNodeFactory.instance.numberNode(number);
    }
}
