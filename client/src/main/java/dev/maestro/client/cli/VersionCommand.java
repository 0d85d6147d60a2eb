package dev.maestro.client.cli;

import dev.maestro.client.ClientVersion;
import dev.maestro.protocol.work.SessionMethod;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "version",
        description = "Which client this is.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro version", "  maestro version --json"})
final class VersionCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    VersionCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Version version =
                new Version(
                        ClientVersion.NUMBER,
                        SessionMethod.Hello.PROTOCOL,
                        Runtime.version().toString());
        if (json) {
            here.sayJson(version);
        } else {
            here.say(sentence());
        }
        return ExitCode.OK;
    }

    static String sentence() {
        return "maestro %s (Java %s)".formatted(ClientVersion.NUMBER, Runtime.version());
    }

    private record Version(String version, int protocol, String java) {}
}
