package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import dev.maestro.client.identity.IdentityChoice;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "use",
        description = "Who counts when none is named.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro auth use ada@example.com",
            "  maestro auth use ada@example.com --studio https://studio.example.com"
        })
final class AuthUseCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "NAME", description = "E-mail address, id or name.")
    private String name = "";

    @Option(names = "--studio", paramLabel = "URL", description = "Which Studio, when several.")
    private Optional<URI> studio = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AuthUseCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Identity identity = here.identities().choose(new IdentityChoice(studio, Optional.of(name)));
        here.identities().use(identity);
        if (json) {
            here.sayJson(identity);
        } else {
            here.say(
                    "%s at %s counts when none is named."
                            .formatted(identity.email(), identity.url()));
        }
        return ExitCode.OK;
    }
}
