package dev.maestro.client.cli;

import dev.maestro.client.identity.IdentityChoice;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** As whom, where this machine is several users. */
@Command
final class IdentityOptions {

    @Option(names = "--studio", paramLabel = "URL", description = "Which Studio, when several.")
    private Optional<URI> studio = Optional.empty();

    @Option(
            names = "--identity",
            paramLabel = "NAME",
            description = "As whom, when several: e-mail address, id or name.")
    private Optional<String> identity = Optional.empty();

    IdentityChoice choice() {
        return new IdentityChoice(studio, identity);
    }
}
