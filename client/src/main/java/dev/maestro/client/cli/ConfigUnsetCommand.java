package dev.maestro.client.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "unset",
        description = "Let the usual count again for one setting.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro config unset project.sandbox"})
final class ConfigUnsetCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "KEY", description = "The setting.")
    private String key = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConfigUnsetCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = ChosenSettings.of(here, key);
        boolean changed = settings.file().unset(settings.key(key));
        if (json) {
            here.sayJson(Map.of("key", key, "was_set", changed));
        } else {
            here.say(changed ? key + " is as usual." : key + " was not set.");
        }
        return ExitCode.OK;
    }
}
