package dev.maestro.client.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.TomlFile;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * {@code config.toml}: the settings of this machine; the identities stand in the same file and are
 * read by their own room. People edit it: what nobody asked to change stays as it is. Any thread
 * and several processes may use it.
 */
public final class ConfigFile {

    /** The tables of the identities. */
    public static final String IDENTITY = "identity";

    /** Everything that may be set; also what the pages print. */
    public static final List<Setting> SETTINGS =
            List.of(
                    new Setting(
                            "default_identity",
                            new SettingType.Text(),
                            "",
                            "the identity that counts when none is named: its e-mail address or"
                                    + " id; `maestro auth use` sets it"),
                    new Setting(
                            "secrets",
                            SettingType.OneOf.of("keyring", "file"),
                            "keyring",
                            "where tokens of new identities are kept; without a keyring they go"
                                    + " into a file that only its owner may read"),
                    new Setting(
                            "worktree.snapshot_seconds",
                            new SettingType.Whole(1, 86_400),
                            "300",
                            "how often unfinished work is put into a hidden ref"),
                    new Setting(
                            "worktree.set_up_minutes",
                            new SettingType.Whole(1, 1440),
                            "15",
                            "how long a project's set-up command may take"),
                    new Setting(
                            "worktree.disk_budget_gb",
                            new SettingType.Whole(1, 100_000),
                            "20",
                            "what worktrees, mirrors and logs together may take of the disk"),
                    new Setting(
                            "provider.NAME.program",
                            new SettingType.Text(),
                            "",
                            "where its program is; else it is looked for on the PATH"),
                    new Setting(
                            "provider.NAME.arguments",
                            new SettingType.Texts(),
                            "",
                            "further arguments of its program"),
                    new Setting(
                            "provider.NAME.models.small",
                            new SettingType.Text(),
                            "",
                            "its model for chores and little tasks; else its own choice"),
                    new Setting(
                            "provider.NAME.models.medium",
                            new SettingType.Text(),
                            "",
                            "its model for ordinary tasks; else its own choice"),
                    new Setting(
                            "provider.NAME.models.large",
                            new SettingType.Text(),
                            "",
                            "its model for planning, reviews and big tasks; else its own choice"),
                    new Setting(
                            "provider.NAME.permission",
                            SettingType.OneOf.of("allow", "ask", "deny"),
                            "allow",
                            "what happens when the agent asks whether it may use a tool"),
                    new Setting(
                            "provider.NAME.environment",
                            new SettingType.Texts(),
                            "",
                            "names of further variables that reach the agent"));

    private final TomlFile file;

    public ConfigFile(MaestroHome home) {
        this.file = new TomlFile(home.config(), home.locks().resolve("config.lock"));
    }

    /**
     * @throws Refused {@code invalid_params} with all mistakes together, each with its line
     */
    public Configuration read() {
        ObjectNode tree = settings().checked().tree();
        tree.remove(IDENTITY);
        Defaults.fill(tree, SETTINGS);
        return file.convert(tree, Configuration.class);
    }

    /** The file as it is, with the settings checked. */
    public SettingsFile settings() {
        return new SettingsFile(file, SETTINGS, List.of(), List.of(), Set.of(IDENTITY));
    }

    /** The tables of the identities, as they stand there. */
    public List<ObjectNode> identities() {
        JsonNode tables = file.read().tree().path(IDENTITY);
        return tables.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    public <T> T convert(JsonNode node, Class<T> type) {
        return file.convert(node, type);
    }

    /** Changes the identities, and nothing else; no other process does so meanwhile. */
    public void changeIdentities(UnaryOperator<List<ObjectNode>> change) {
        file.change(text -> text.withTables(IDENTITY, change.apply(identities())));
    }
}
