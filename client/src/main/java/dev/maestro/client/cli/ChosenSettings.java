package dev.maestro.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.settings.ConfigFile;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.client.settings.SettingsFile;
import dev.maestro.protocol.Refused;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file that a key of {@code maestro config} means.
 *
 * @param prefix what stands before the file's keys on the command line
 */
record ChosenSettings(SettingsFile file, String prefix) {

    private static final String PROJECT = "project.";

    /**
     * @throws Refused {@code not_found} for a key of a project outside of a clone
     */
    static ChosenSettings of(Surroundings here, String key) {
        return key.startsWith(PROJECT) ? ofClone(here) : ofMachine(here);
    }

    static ChosenSettings ofMachine(Surroundings here) {
        return new ChosenSettings(new ConfigFile(here.home()).settings(), "");
    }

    static ChosenSettings ofClone(Surroundings here) {
        return new ChosenSettings(
                new ProjectsFile(here.home())
                        .settingsFile(Repository.around(here.directory()).root()),
                PROJECT);
    }

    /** As the file has it. */
    String key(String given) {
        return given.substring(prefix.length());
    }

    /** As a command prints it. */
    record Shown(String key, Optional<JsonNode> value, boolean set, String file, String meaning) {}

    Shown shown(SettingsFile.Line line) {
        return new Shown(
                prefix + line.key(),
                line.value(),
                line.set(),
                file.path().toString(),
                line.meaning());
    }

    static String plain(Optional<JsonNode> value) {
        return value.map(node ->
                        node.isArray()
                                ? node.valueStream()
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(","))
                                : node.asText())
                .orElse("");
    }
}
