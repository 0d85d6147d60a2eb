package dev.maestro.client.cli;

import dev.maestro.client.provider.ProviderKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Set one setting; a list is given with commas.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro config set provider.codex.permission ask",
            "  maestro config set project.ports 8"
        })
final class ConfigSetCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(index = "0", paramLabel = "KEY", description = "The setting.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "What it shall be.")
    private String value = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConfigSetCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        refuseUnknownProvider();
        ChosenSettings settings = ChosenSettings.of(here, key);
        ChosenSettings.Shown line = settings.shown(settings.file().set(settings.key(key), value));
        if (json) {
            here.sayJson(line);
        } else {
            here.say("%s = %s".formatted(line.key(), ChosenSettings.plain(line.value())));
        }
        return ExitCode.OK;
    }

    private void refuseUnknownProvider() {
        String[] parts = key.split("\\.", -1);
        if (parts.length > 1 && parts[0].equals("provider")) {
            ProviderKind.named(parts[1]);
        }
    }
}
