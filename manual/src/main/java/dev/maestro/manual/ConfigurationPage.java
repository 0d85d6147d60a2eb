package dev.maestro.manual;

import dev.maestro.client.settings.ConfigFile;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.client.settings.Setting;
import dev.maestro.studio.platform.StudioConfig;
import java.util.List;
import java.util.Map;

/** {@code configuration.md}: every setting with its default. */
final class ConfigurationPage {

    private ConfigurationPage() {}

    static String text() {
        return Template.fill(
                "configuration.md",
                Map.of(
                        "studio",
                        ProtocolPage.rows(
                                "| environment | in the file | default | meaning |",
                                StudioConfig.SETTINGS.stream().map(ConfigurationPage::row)),
                        "client",
                        clientRows(ConfigFile.SETTINGS),
                        "projects",
                        clientRows(ProjectsFile.SETTINGS)));
    }

    private static String clientRows(List<Setting> settings) {
        return ProtocolPage.rows(
                "| key | value | default | meaning |",
                settings.stream().map(ConfigurationPage::row));
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        setting.key(),
                        setting.type().right(),
                        setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`",
                        setting.meaning());
    }

    private static String row(dev.maestro.studio.platform.Setting setting) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        setting.variable(),
                        setting.inFile() ? "`" + setting.name() + "`" : "",
                        setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`",
                        setting.meaning());
    }
}
