package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import dev.maestro.client.identity.Invite;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "auth", description = "Let this machine in, with an invite from Studio.")
final class AuthCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(arity = "0..1", paramLabel = "INVITE", description = "The invite's address.")
    private Optional<String> invite = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "Read the invite from FILE.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AuthCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException {
        Identity identity = here.identities().redeem(Invite.parse(text()));
        if (json) {
            here.sayJson(identity);
        } else {
            here.say(
                    "This machine is %s (%s) in %s at %s."
                            .formatted(
                                    identity.name(),
                                    identity.email(),
                                    identity.workspaceName(),
                                    identity.url()));
            here.say("Next: run `maestro connect` in a repository.");
        }
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
