package dev.maestro.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MachineId;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.TomlFile;
import dev.maestro.client.settings.ConfigFile;
import dev.maestro.client.settings.SecretPlace;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identities of this machine: any number of Studios, any number of users of each. Any thread
 * may use it; one object a process.
 */
public final class Identities {

    private final MaestroHome home;
    private final HttpClient client;
    private final InstantSource clock;
    private final ConfigFile file;
    private final SecretPlaces places;
    private final Map<UUID, StudioHttp> studios = new ConcurrentHashMap<>();

    public Identities(MaestroHome home, HttpClient client, InstantSource clock) {
        this(home, client, clock, new SecretPlaces(home, System.getenv()));
    }

    Identities(MaestroHome home, HttpClient client, InstantSource clock, SecretPlaces places) {
        this.home = home;
        this.client = client;
        this.clock = clock;
        this.file = new ConfigFile(home);
        this.places = places;
    }

    public List<Identity> all() {
        return file.identities().stream()
                .map(table -> file.convert(table, Identity.class))
                .toList();
    }

    /**
     * The one that is meant, or the default among those that may be meant.
     *
     * @throws Refused {@code unauthenticated} when there is none; {@code not_found} when none has
     *     that name; {@code invalid_params} when one must be chosen
     */
    public Identity choose(IdentityChoice choice) {
        return choice.among(all(), file.read().defaultIdentity());
    }

    /**
     * The one a session was made for.
     *
     * @param user empty in sessions of earlier versions
     * @throws Refused as {@link #choose}
     */
    public Identity of(URI studio, Optional<UUID> user) {
        return choose(new IdentityChoice(Optional.of(studio), user.map(UUID::toString)));
    }

    /** The one that {@code maestro auth use} chose. */
    public Optional<Identity> usual() {
        Optional<String> name = file.read().defaultIdentity();
        List<Identity> called =
                all().stream().filter(one -> name.isPresent() && one.isCalled(name.get())).toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    /** From now on it counts when none is named. */
    public void use(Identity identity) {
        boolean unique = all().stream().filter(one -> one.isCalled(identity.email())).count() == 1;
        file.settings()
                .set("default_identity", unique ? identity.email() : identity.user().toString());
    }

    /**
     * Redeems an invitation; it replaces what this machine was for the same user.
     *
     * @throws Refused {@code conflict} when the user's id is known at another Studio
     */
    public Identity redeem(Invite invite) {
        SecretPlace place = places.best(file.read().secrets());
        Instant asked = clock.instant();
        JsonNode answer =
                new StudioHttp(invite.studio(), client, Optional.empty())
                        .post(
                                "/api/v1/auth/redeem",
                                Map.of("token", invite.token(), "machine", MachineId.of(home)));
        JsonNode user = answer.path("user");
        JsonNode workspace = answer.path("workspace");
        Identity identity =
                new Identity(
                        invite.studio(),
                        UUID.fromString(user.path("id").asText()),
                        user.path("name").asText(),
                        user.path("email").asText(),
                        UUID.fromString(workspace.path("id").asText()),
                        workspace.path("slug").asText(),
                        workspace.path("name").asText(),
                        place);
        StoredTokens stored = stored(identity);
        try (LockFile _ = stored.lock()) {
            refuseAnothers(identity);
            stored.write(Tokens.of(answer, asked));
            remember(identity);
        }
        studios.remove(identity.user());
        return identity;
    }

    /** Tokens are kept by the user's id, and a Studio says itself what that is. */
    private void refuseAnothers(Identity identity) {
        all().stream()
                .filter(known -> known.user().equals(identity.user()))
                .filter(known -> !known.isSame(identity))
                .findFirst()
                .ifPresent(known -> {
                    throw new Refused(
                            RefusalCode.CONFLICT,
                            "%s answers with an id that this machine has at %s: if it is the same"
                                            .formatted(identity.url(), known.url())
                                    + " Studio under another address, run `maestro auth logout "
                                    + known.user()
                                    + "` first");
                });
    }

    /** The HTTP side of the identity's Studio, as that identity. */
    public StudioHttp studio(Identity identity) {
        return studios.computeIfAbsent(
                identity.user(),
                _ ->
                        new StudioHttp(
                                identity.url(),
                                client,
                                Optional.of(
                                        new AccessTokens(
                                                stored(identity), anonymous(identity), clock))));
    }

    /**
     * Ends what this machine may do as that identity, at Studio and then here.
     *
     * @param anyway forgets it here also when Studio does not answer
     * @throws StudioUnreachable when it does not answer; nothing is changed then
     */
    public void revoke(Identity identity, boolean anyway) {
        StoredTokens stored = stored(identity);
        try (LockFile _ = stored.lock()) {
            Optional<Tokens> tokens = stored.read();
            if (tokens.isPresent()) {
                try {
                    anonymous(identity)
                            .post(
                                    "/api/v1/auth/revoke",
                                    Map.of("refresh_token", tokens.get().refreshToken()));
                } catch (StudioUnreachable silent) {
                    if (!anyway) {
                        throw silent;
                    }
                }
            }
            stored.forget();
        }
        if (usual().filter(identity::isSame).isPresent()) {
            file.settings().unset("default_identity");
        }
        file.changeIdentities(tables -> without(identity, tables));
        studios.remove(identity.user());
    }

    private void remember(Identity identity) {
        file.changeIdentities(tables -> {
            List<ObjectNode> kept = new ArrayList<>(without(identity, tables));
            kept.add(TomlFile.node(identity));
            return kept;
        });
    }

    private List<ObjectNode> without(Identity identity, List<ObjectNode> tables) {
        return tables.stream()
                .filter(table -> !file.convert(table, Identity.class).isSame(identity))
                .toList();
    }

    private StudioHttp anonymous(Identity identity) {
        return new StudioHttp(identity.url(), client, Optional.empty());
    }

    private StoredTokens stored(Identity identity) {
        return new StoredTokens(
                () -> places.of(identity),
                identity.user(),
                home.tokens().resolve(identity.user() + ".json.lock"));
    }
}
