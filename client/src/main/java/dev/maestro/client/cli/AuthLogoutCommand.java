package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "logout",
        aliases = "remove",
        description =
                "Ends what this machine may do as that user, at Studio, then forgets it here."
                        + " Its sessions end within a second.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro auth logout",
            "  maestro auth logout --identity ada@example.com",
            "  maestro auth logout --forget   # also when Studio does not answer"
        })
final class AuthLogoutCommand implements Callable<Integer> {

    private final Surroundings here;

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Option(
            names = "--forget",
            description =
                    "Forget it also when Studio does not answer; Studio accepts its tokens then"
                            + " until they expire.")
    private boolean forget;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AuthLogoutCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Identity identity = here.identities().choose(whom.choice());
        here.identities().revoke(identity, forget);
        if (json) {
            here.sayJson(identity);
        } else {
            here.say(
                    "This machine is no longer %s at %s."
                            .formatted(identity.email(), identity.url()));
        }
        return ExitCode.OK;
    }
}
