package dev.maestro.client.doctor;

import dev.maestro.client.identity.Identities;
import dev.maestro.client.settings.SecretPlace;
import java.util.List;

/** Where the tokens of this machine are kept. */
final class SecretsExamination implements Examination {

    private final Identities identities;

    SecretsExamination(Identities identities) {
        this.identities = identities;
    }

    @Override
    public String subject() {
        return "secrets";
    }

    @Override
    public List<Finding> examine() {
        return identities.all().stream()
                .map(identity ->
                        identity.secrets() == SecretPlace.KEYRING
                                ? Finding.good(
                                        subject(),
                                        "the tokens of %s are in the keyring"
                                                .formatted(identity.email()))
                                : Finding.note(
                                        subject(),
                                        "the tokens of %s are in a file that only you can read"
                                                .formatted(identity.email()),
                                        "with a keyring at hand: `maestro auth` again"))
                .toList();
    }
}
