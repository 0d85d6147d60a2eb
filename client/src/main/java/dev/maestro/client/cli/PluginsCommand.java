package dev.maestro.client.cli;

import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plugins",
        description = {
            "Commands of others that are here.",
            "A program maestro-NAME on the PATH is the command `maestro NAME`."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  printf '#!/bin/sh\\nmaestro status --json | jq .daemon.sessions\\n' > ~/.local/bin/maestro-sessions",
            "  chmod +x ~/.local/bin/maestro-sessions",
            "  maestro sessions"
        })
final class PluginsCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PluginsCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        SequencedMap<String, Path> all = new Plugins(System.getenv()).all();
        if (json) {
            here.sayJson(all);
        } else if (all.isEmpty()) {
            here.say("None. A program maestro-NAME on the PATH is the command `maestro NAME`.");
        } else {
            all.forEach(
                    (name, program) -> here.say("%s  %s%s".formatted(name, program, note(name))));
        }
        return ExitCode.OK;
    }

    private static String note(String name) {
        return MaestroCommand.isOwn(name) ? "  (never run: Maestro has its own)" : "";
    }
}
