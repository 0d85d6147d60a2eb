package dev.maestro.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.sandbox.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStateTest {

    private final Confinement fence = (spec, _) -> spec;
    private Path home;
    private AgentStage stage;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        home = Files.createDirectories(directory.toRealPath().resolve("home"));
        stage = new AgentStage(directory).behind(fence);
    }

    @Test
    void isMadeWhereItIsMissingForOnlyWhatIsThereCanBeShown() {
        Needs needs = claude();

        assertThat(needs.writable()).containsExactly(home.resolve(".claude"), stage.scratch);
        assertThat(home.resolve(".claude/skills")).isEmptyDirectory();
        assertThat(home.resolve(".claude/settings.json")).hasContent("{}");
        assertThat(home.resolve(".claude.json")).hasContent("{}");
    }

    @Test
    void whatTheUsersOwnAgentsObeyIsOnlyRead() {
        assertThat(claude().readable())
                .contains(
                        home.resolve(".claude/settings.json"),
                        home.resolve(".claude/CLAUDE.md"),
                        home.resolve(".claude/hooks"),
                        home.resolve(".claude.json"));
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        Path settings = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
        Files.writeString(settings, "{\"model\": \"opus\"}");

        claude();

        assertThat(settings).hasContent("{\"model\": \"opus\"}");
    }

    @Test
    void ofALinkItIsTheFileItLeadsToThatIsShown() throws IOException {
        Path own = Files.writeString(home.resolve("dotfile"), "{}");
        Path directory = Files.createDirectories(home.resolve(".claude"));
        Files.createSymbolicLink(directory.resolve("settings.json"), own);
        Files.createSymbolicLink(directory.resolve("CLAUDE.md"), Path.of("nowhere"));

        assertThat(claude().readable())
                .contains(own)
                .doesNotContain(directory.resolve("settings.json"), directory.resolve("CLAUDE.md"));
    }

    @Test
    void nothingIsMadeWhereThereIsNoFence() {
        stage.behind(Confinement.off());

        claude();

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void programsAreKnownByTheirWordsAndOthersGetWhatIsThere() throws IOException {
        Map<String, String> environment = Map.of("HOME", home.toString());

        assertThat(HomeState.named("npx claude-agent-acp", environment).directories())
                .containsExactly(home.resolve(".claude"));
        assertThat(HomeState.named("./mine", environment).directories()).isEmpty();
        Files.createDirectory(home.resolve(".codex"));
        assertThat(HomeState.named("./mine", environment).directories())
                .isEqualTo(List.of(home.resolve(".codex")));
    }

    private Needs claude() {
        return HomeState.claude(Map.of("HOME", home.toString())).needs(stage.call());
    }
}
