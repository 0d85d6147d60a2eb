package dev.maestro.client.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.identity.Identities;
import dev.maestro.client.identity.Identity;
import dev.maestro.client.identity.Invite;
import dev.maestro.client.link.Backoff;
import dev.maestro.client.link.LinkRuntime;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** The sessions of one home in this process, each with a Studio and a clone of its own. */
final class SessionsStage implements AutoCloseable {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(200));

    /** One Studio with its identity and the clone of its project. */
    record Place(ScriptedStudio studio, Identity identity, Path repository) {}

    final MaestroHome home;
    final Identities identities;
    private final Path directory;
    private final HttpClient http = Daemon.httpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<ScriptedStudio> studios = new ArrayList<>();
    private final List<Sessions> opened = new ArrayList<>();

    SessionsStage(Path directory) {
        this.directory = directory;
        this.home = new MaestroHome(directory.resolve("home"));
        this.identities = new Identities(home, http, InstantSource.system());
    }

    Place place(String name) {
        ScriptedStudio studio = new ScriptedStudio();
        studios.add(studio);
        Path remote = directory.resolve(name + ".git");
        Path repository = directory.resolve(name);
        git("init", "-q", "-b", "main", "--bare", remote.toString());
        git("clone", "-q", remote.toString(), repository.toString());
        studio.invites(name, name + "@example.com");
        Identity identity =
                identities.redeem(Invite.parse(studio.url() + "/invites/abcdefghijklmnopqrst"));
        return new Place(studio, identity, repository);
    }

    SessionRequest request(String name, Place place) {
        return new SessionRequest(
                place.studio().url(),
                place.studio().project(),
                "Shop",
                place.repository().toString(),
                name,
                SessionKind.WORKER,
                ProviderConfig.usual("manual", Optional.empty()),
                List.of(Purpose.DEVELOP),
                List.of(),
                1,
                Optional.of(place.identity().user()));
    }

    /** As a daemon that starts. */
    Sessions sessions() {
        Sessions sessions =
                new Sessions(
                        home,
                        identities,
                        new LinkRuntime(
                                http,
                                timer,
                                InstantSource.system(),
                                new SplittableRandom(1),
                                QUICK,
                                Duration.ofSeconds(5)));
        opened.add(sessions);
        return sessions;
    }

    /** What is on disk looks as if the daemon had been killed instead of closed. */
    void forgetGoodbyes() {
        try (Stream<Path> files = Files.list(home.sessions())) {
            for (Path file : files.toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("\"goodbye\" : true", "\"goodbye\" : false"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(Processes.run(directory, Map.of(), Duration.ofSeconds(30), command).exit())
                .isZero();
    }

    @Override
    public void close() {
        studios.forEach(ScriptedStudio::close);
        opened.forEach(Sessions::close);
        timer.shutdownNow();
        http.shutdownNow();
    }
}
