package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Who this machine is, for each Studio; a star marks the default.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro auth list", "  maestro auth list --json"})
final class AuthListCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AuthListCommand(Surroundings here) {
        this.here = here;
    }

    private record Line(Identity identity, boolean usual) {}

    @Override
    public Integer call() {
        Optional<Identity> usual = here.identities().usual();
        List<Line> lines =
                here.identities().all().stream()
                        .map(one -> new Line(one, usual.filter(one::equals).isPresent()))
                        .toList();
        if (json) {
            here.sayJson(lines);
            return ExitCode.OK;
        }
        if (lines.isEmpty()) {
            here.say("This machine is nobody yet: run `maestro auth INVITE`.");
        }
        for (Line line : lines) {
            Identity one = line.identity();
            here.say(
                    "%s %s  %s  %s at %s  (tokens: %s)"
                            .formatted(
                                    line.usual() ? "*" : " ",
                                    one.email(),
                                    one.name(),
                                    one.workspaceName(),
                                    one.url(),
                                    one.secrets().name().toLowerCase(Locale.ROOT)));
        }
        return ExitCode.OK;
    }
}
