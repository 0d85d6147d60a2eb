package dev.maestro.client.identity;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.settings.SecretPlace;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The places for secrets on this machine. Any thread may use it; one object a process. */
final class SecretPlaces {

    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

    private final MaestroHome home;
    private final Map<String, String> environment;
    private final SecretFiles files;
    private final Function<String, Optional<? extends Secrets>> keyrings;
    private @Nullable Secrets keyring;

    SecretPlaces(MaestroHome home, Map<String, String> environment) {
        this(home, environment, SecretKeyring::open);
    }

    /**
     * @param keyrings opens the one of this machine; its entries carry the name that is given
     */
    SecretPlaces(
            MaestroHome home,
            Map<String, String> environment,
            Function<String, Optional<? extends Secrets>> keyrings) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.keyrings = keyrings;
        this.files = new SecretFiles(home.tokens());
    }

    /**
     * @throws Refused {@code capacity} when they are in a keyring that is out of reach: it may come
     *     into reach later
     */
    Secrets of(Identity identity) {
        return switch (identity.secrets()) {
            case FILE -> files;
            case KEYRING ->
                    keyring()
                            .orElseThrow(() ->
                                    new Refused(
                                            RefusalCode.CAPACITY,
                                            "the tokens of %s are in the keyring, and that is out"
                                                            .formatted(identity.email())
                                                    + " of reach from here: log in to the desktop,"
                                                    + " or run `maestro config set secrets file`"
                                                    + " and `maestro auth INVITE`"));
        };
    }

    /** Where new secrets go. */
    SecretPlace best(SecretPlace wished) {
        boolean files =
                wished == SecretPlace.FILE
                        || environment.getOrDefault("MAESTRO_SECRETS", "").equals("file");
        return !files && keyring().filter(SecretPlaces::works).isPresent()
                ? SecretPlace.KEYRING
                : SecretPlace.FILE;
    }

    /** Whether it keeps and gives: to be asked before an invite is used up. */
    private static boolean works(Secrets keyring) {
        UUID probe = UUID.randomUUID();
        try {
            keyring.write(probe, "probe");
            return keyring.read(probe).filter("probe"::equals).isPresent();
        } catch (Refused locked) {
            return false;
        } finally {
            keyring.forget(probe);
        }
    }

    /**
     * Opened once a process. One that was not found is looked for again: a person may log in. The
     * workers of a team find the entries of their lead, whose identities they share.
     */
    private synchronized Optional<Secrets> keyring() {
        if (keyring == null && mayHaveOne()) {
            keyring = keyrings.apply(home.shared().toString()).orElse(null);
        }
        return Optional.ofNullable(keyring);
    }

    /** On Linux keyrings are spoken to over the session's bus: without it there is none. */
    private boolean mayHaveOne() {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return !LINUX
                || !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isBlank()
                || (!runtime.isBlank() && Files.exists(Path.of(runtime, "bus")));
    }
}
