package dev.maestro.client.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.TomlFile;
import dev.maestro.client.platform.TomlText;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * {@code projects.toml}: which project each clone on this machine belongs to, and what a person set
 * for it. Any thread and several processes may use it.
 */
public final class ProjectsFile {

    private static final String PROJECT = "project";

    /** Everything that may be set for a clone; also what the pages print. */
    public static final List<Setting> SETTINGS =
            List.of(
                    new Setting(
                            "project.PATH.sandbox",
                            SettingType.OneOf.of("on", "off"),
                            "on",
                            "whether its agents and checks are confined"),
                    new Setting(
                            "project.PATH.check_network",
                            SettingType.OneOf.of("open", "none"),
                            "open",
                            "the network that its check command sees"),
                    new Setting(
                            "project.PATH.copy",
                            new SettingType.Texts(),
                            ".env",
                            "files of the clone that git does not know and every worktree needs"),
                    new Setting(
                            "project.PATH.set_up",
                            new SettingType.Text(),
                            "",
                            "what sh -c runs in a fresh worktree before the agent starts"),
                    new Setting(
                            "project.PATH.ports",
                            new SettingType.Whole(0, 32),
                            "4",
                            "how many ports of its own each worktree is given"));

    /** What the program itself writes for a clone. */
    private static final List<Setting> OWN =
            List.of(own("project"), own("name"), own("studio"), own("session"), own("user"));

    private final TomlFile file;

    public ProjectsFile(MaestroHome home) {
        this.file = new TomlFile(home.projects(), home.locks().resolve("projects.lock"));
    }

    /** The projects by their clones; clones that have settings only are not among them. */
    public Map<Path, KnownProject> all() {
        Map<Path, KnownProject> all = new TreeMap<>();
        file.read()
                .tree()
                .path(PROJECT)
                .properties()
                .forEach(one ->
                        known(one.getValue())
                                .ifPresent(project -> all.put(Path.of(one.getKey()), project)));
        return all;
    }

    /** The clones of a project on this machine. */
    public Map<Path, KnownProject> clones(UUID project) {
        Map<Path, KnownProject> clones = new TreeMap<>(all());
        clones.values().removeIf(known -> !known.project().equals(project));
        return clones;
    }

    public Optional<KnownProject> find(Path clone) {
        return file.read().get(path(clone)).flatMap(this::known);
    }

    /** Keeps what a person set for the clone. */
    public void remember(Path clone, KnownProject project) {
        file.change(text -> {
            TomlText changed = text;
            for (var one : TomlFile.node(project).properties()) {
                changed = changed.with(path(clone, one.getKey()), one.getValue());
            }
            return changed;
        });
    }

    /** Forgets the clone with everything that was set for it. */
    public void forget(Path clone) {
        file.change(text -> text.without(path(clone)));
    }

    /**
     * What a person set for the clone.
     *
     * @throws Refused {@code invalid_params} with all mistakes in what stands there for this clone:
     *     those of others are not its business
     */
    public ProjectSettings settings(Path clone) {
        ObjectNode tree = settingsFile(clone).checked().tree();
        if (!tree.path(PROJECT).path(clone.toString()).isObject()) {
            return ProjectSettings.USUAL;
        }
        Defaults.fill(tree, SETTINGS);
        return file.convert(tree.path(PROJECT).path(clone.toString()), ProjectSettings.class);
    }

    /** The settings of one clone, without the part of the key that names it. */
    public SettingsFile settingsFile(Path clone) {
        return new SettingsFile(file, SETTINGS, OWN, path(clone), Set.of());
    }

    private Optional<KnownProject> known(JsonNode node) {
        return node.has(PROJECT)
                ? Optional.of(file.convert(node, KnownProject.class))
                : Optional.empty();
    }

    private static List<String> path(Path clone) {
        return List.of(PROJECT, clone.toString());
    }

    private static List<String> path(Path clone, String key) {
        return List.of(PROJECT, clone.toString(), key);
    }

    private static Setting own(String key) {
        return new Setting("project.PATH." + key, new SettingType.Text(), "", "");
    }
}
