package dev.maestro.client.cli;

import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Every setting and what counts; a star marks what is set.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro config list", "  maestro config list --json"})
final class ConfigListCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConfigListCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<ChosenSettings.Shown> all = new ArrayList<>(shown(ChosenSettings.ofMachine(here)));
        if (standsInClone()) {
            all.addAll(shown(ChosenSettings.ofClone(here)));
        }
        if (json) {
            here.sayJson(all);
        } else {
            all.forEach(line ->
                    here.say(
                            "%s %s = %s"
                                    .formatted(
                                            line.set() ? "*" : " ",
                                            line.key(),
                                            ChosenSettings.plain(line.value()))));
        }
        return ExitCode.OK;
    }

    private static List<ChosenSettings.Shown> shown(ChosenSettings settings) {
        return settings.file().lines().stream().map(settings::shown).toList();
    }

    private boolean standsInClone() {
        try {
            Repository.around(here.directory());
            return true;
        } catch (Refused outside) {
            return false;
        }
    }
}
