package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import dev.maestro.client.identity.Invite;
import dev.maestro.client.settings.SecretPlace;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "auth",
        description = {
            "Let this machine in, with an invite from Studio; see who it is, and leave.",
            "Tokens go into the keyring of the operating system, else into a file that only you"
                    + " may read."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro auth https://studio.example.com/invites/…",
            "  maestro auth --token-file invite.txt   # nobody sees it in the list of processes",
            "  maestro auth list",
            "  maestro auth use ada@example.com",
            "  maestro auth logout --studio https://studio.example.com"
        })
final class AuthCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(arity = "0..1", paramLabel = "INVITE", description = "The invite's address.")
    private Optional<String> invite = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "Read the invite from FILE.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private AuthCommand(Surroundings here) {
        this.here = here;
    }

    static CommandLine in(Surroundings here) {
        return new CommandLine(new AuthCommand(here))
                .addSubcommand(new AuthListCommand(here))
                .addSubcommand(new AuthStatusCommand(here))
                .addSubcommand(new AuthUseCommand(here))
                .addSubcommand(new AuthLogoutCommand(here));
    }

    @Override
    public Integer call() throws IOException {
        Identity identity = here.identities().redeem(Invite.parse(text()));
        if (json) {
            here.sayJson(identity);
            return ExitCode.OK;
        }
        here.say(
                "This machine is %s (%s) in %s at %s."
                        .formatted(
                                identity.name(),
                                identity.email(),
                                identity.workspaceName(),
                                identity.url()));
        here.say(
                identity.secrets() == SecretPlace.KEYRING
                        ? "Its tokens are in the keyring."
                        : "Its tokens are in a file that only you may read: %s"
                                .formatted(here.home().tokens()));
        here.say("Next: run `maestro init` in a repository.");
        return ExitCode.OK;
    }

    /** An invite on the command line can be seen by others on this machine; a file cannot. */
    private String text() throws IOException {
        if (file.isPresent()) {
            return Files.readString(file.get());
        }
        return invite.orElseThrow(
                () -> Refused.invalid("invite", "give the invite, or --token-file FILE"));
    }
}
