package dev.maestro.manual;

import dev.maestro.studio.platform.Setting;
import dev.maestro.studio.platform.StudioConfig;
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
                                StudioConfig.SETTINGS.stream().map(ConfigurationPage::row))));
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        setting.variable(),
                        setting.inFile() ? "`" + setting.name() + "`" : "",
                        setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`",
                        setting.meaning());
    }
}
