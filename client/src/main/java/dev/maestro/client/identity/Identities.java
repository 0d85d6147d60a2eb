package dev.maestro.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MachineId;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.platform.TomlFile;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The identities of this machine, one a Studio. Any thread may use it; one object a process. */
public final class Identities {

    private final MaestroHome home;
    private final HttpClient client;
    private final InstantSource clock;
    private final TomlFile<IdentityFile> file;
    private final Map<Path, StudioHttp> studios = new ConcurrentHashMap<>();

    public Identities(MaestroHome home, HttpClient client, InstantSource clock) {
        this.home = home;
        this.client = client;
        this.clock = clock;
        this.file = new TomlFile<>(home.config(), IdentityFile.class, new IdentityFile(List.of()));
    }

    public List<Identity> all() {
        return file.read().identity();
    }

    /**
     * The identity for one Studio, or the only one when none is named.
     *
     * @throws Refused {@code unauthenticated} when there is none; {@code invalid_params} when one
     *     must be chosen
     */
    public Identity choose(Optional<URI> studio) {
        List<Identity> matching =
                all().stream()
                        .filter(one -> studio.isEmpty() || same(one.url(), studio.get()))
                        .toList();
        if (matching.isEmpty()) {
            throw new Refused(
                    RefusalCode.UNAUTHENTICATED,
                    "this machine is not known to %s: run `maestro auth INVITE` first"
                            .formatted(studio.map(URI::toString).orElse("any Studio")));
        }
        if (matching.size() > 1) {
            throw Refused.invalid(
                    "studio",
                    "choose one with --studio: "
                            + matching.stream()
                                    .map(one -> one.url().toString())
                                    .collect(Collectors.joining(", ")));
        }
        return matching.getFirst();
    }

    /** Redeems an invitation; it replaces what this machine was for the same Studio. */
    public Identity redeem(Invite invite) {
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
                        workspace.path("name").asText());
        PrivateFiles.write(tokenFile(identity), Json.write(Tokens.of(answer, asked)));
        remember(identity);
        return identity;
    }

    /** The HTTP side of the identity's Studio, as that identity. */
    public StudioHttp studio(Identity identity) {
        return studios.computeIfAbsent(
                tokenFile(identity),
                tokens ->
                        new StudioHttp(
                                identity.url(),
                                client,
                                Optional.of(
                                        new AccessTokens(
                                                tokens,
                                                new StudioHttp(
                                                        identity.url(), client, Optional.empty()),
                                                clock))));
    }

    private void remember(Identity identity) {
        try (LockFile _ = LockFile.take(home.locks().resolve("config.lock"))) {
            List<Identity> kept = new ArrayList<>(all());
            kept.removeIf(one -> same(one.url(), identity.url()));
            kept.add(identity);
            file.write(new IdentityFile(kept));
        }
    }

    private Path tokenFile(Identity identity) {
        return home.tokens().resolve(identity.fileName());
    }

    private static boolean same(URI one, URI other) {
        return one.toString().replaceAll("/+$", "").equals(other.toString().replaceAll("/+$", ""));
    }
}
