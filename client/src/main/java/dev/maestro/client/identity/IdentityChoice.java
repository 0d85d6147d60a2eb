package dev.maestro.client.identity;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which identity is meant.
 *
 * @param studio its Studio, where that is named
 * @param name its e-mail address, id or name, where that is given
 */
public record IdentityChoice(Optional<URI> studio, Optional<String> name) {

    public static final IdentityChoice ANY = new IdentityChoice(Optional.empty(), Optional.empty());

    public static IdentityChoice at(URI studio) {
        return new IdentityChoice(Optional.of(studio), Optional.empty());
    }

    /** Whether a person said anything. */
    public boolean isEmpty() {
        return studio.isEmpty() && name.isEmpty();
    }

    Identity among(List<Identity> all, Optional<String> usual) {
        List<Identity> fitting = all.stream().filter(this::fits).toList();
        if (fitting.isEmpty()) {
            throw none(all);
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        List<Identity> preferred =
                fitting.stream()
                        .filter(one -> usual.isPresent() && one.isCalled(usual.get()))
                        .toList();
        if (preferred.size() == 1) {
            return preferred.getFirst();
        }
        boolean severalStudios = fitting.stream().map(Identity::url).distinct().count() > 1;
        throw Refused.invalid(
                severalStudios ? "studio" : "identity",
                "choose one with --studio or --identity, or once and for all with `maestro auth"
                        + " use`: "
                        + names(fitting));
    }

    private boolean fits(Identity identity) {
        return studio.map(identity::isAt).orElse(true) && name.map(identity::isCalled).orElse(true);
    }

    private Refused none(List<Identity> all) {
        if (name.isPresent() && !all.isEmpty()) {
            return new Refused(
                    RefusalCode.NOT_FOUND,
                    "there is no identity %s%s here: %s"
                            .formatted(
                                    name.get(),
                                    studio.map(" at %s"::formatted).orElse(""),
                                    names(all)));
        }
        return new Refused(
                RefusalCode.UNAUTHENTICATED,
                "this machine is not known to %s: run `maestro auth INVITE` first"
                        .formatted(studio.map(URI::toString).orElse("any Studio")));
    }

    private static String names(List<Identity> identities) {
        return identities.stream()
                .map(one -> "%s at %s".formatted(one.email(), one.url()))
                .collect(Collectors.joining(", "));
    }
}
