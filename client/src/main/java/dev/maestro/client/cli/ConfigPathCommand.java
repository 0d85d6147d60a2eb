package dev.maestro.client.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "path",
        description = "Where the settings are, to edit them.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  $EDITOR \"$(maestro config path)\"", "  maestro config path --projects"})
final class ConfigPathCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--projects", description = "The file with the settings of the clones.")
    private boolean projects;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConfigPathCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (json) {
            here.sayJson(
                    Map.of("config", here.home().config(), "projects", here.home().projects()));
        } else {
            here.say((projects ? here.home().projects() : here.home().config()).toString());
        }
        return ExitCode.OK;
    }
}
