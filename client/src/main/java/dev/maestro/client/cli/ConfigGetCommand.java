package dev.maestro.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "What counts for one setting; an empty line when nothing does.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro config get worktree.snapshot_seconds"})
final class ConfigGetCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "KEY", description = "The setting.")
    private String key = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConfigGetCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = ChosenSettings.of(here, key);
        ChosenSettings.Shown line = settings.shown(settings.file().get(settings.key(key)));
        if (json) {
            here.sayJson(line);
        } else {
            here.say(ChosenSettings.plain(line.value()));
        }
        return ExitCode.OK;
    }
}
