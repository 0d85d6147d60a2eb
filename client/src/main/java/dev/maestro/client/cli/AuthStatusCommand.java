package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import dev.maestro.client.identity.IdentityChoice;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.settings.SecretPlace;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Whether each Studio still accepts this machine, and where its tokens are.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro auth status", "  maestro auth status --identity ada@example.com"})
final class AuthStatusCommand implements Callable<Integer> {

    private final Surroundings here;

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AuthStatusCommand(Surroundings here) {
        this.here = here;
    }

    private record Line(Identity identity, boolean accepted, String detail) {}

    @Override
    public Integer call() {
        IdentityChoice choice = whom.choice();
        List<Identity> asked =
                choice.isEmpty()
                        ? here.identities().all()
                        : List.of(here.identities().choose(choice));
        List<Line> lines = asked.stream().map(this::line).toList();
        if (json) {
            here.sayJson(lines);
        } else if (lines.isEmpty()) {
            here.say("This machine is nobody yet: run `maestro auth INVITE`.");
        } else {
            lines.forEach(this::tell);
        }
        return lines.stream().allMatch(Line::accepted) && !lines.isEmpty()
                ? ExitCode.OK
                : ExitCode.NOT_CONNECTED;
    }

    private Line line(Identity identity) {
        try {
            here.identities().studio(identity).get("/api/v1/me");
            return new Line(identity, true, "");
        } catch (StudioUnreachable | Refused why) {
            return new Line(identity, false, String.valueOf(why.getMessage()));
        }
    }

    private void tell(Line line) {
        Identity one = line.identity();
        here.say(
                "%s at %s: %s"
                        .formatted(
                                one.email(),
                                one.url(),
                                line.accepted() ? "accepted" : line.detail()));
        here.say(
                one.secrets() == SecretPlace.KEYRING
                        ? "  tokens: in the keyring"
                        : "  tokens: not in a keyring but in a file that only you may read, in "
                                + here.home().tokens());
    }
}
