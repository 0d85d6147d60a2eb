package dev.maestro.studio.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.studio.Studio;
import dev.maestro.studio.contract.StudioStage.Machine;
import dev.maestro.studio.contract.StudioStage.Registered;
import dev.maestro.studio.workspace.Role;
import dev.maestro.testkit.TestRedis;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two studios on one database and one Redis. What is asked by HTTP is asked of the first, as a load
 * balancer might have it; the sockets are on either.
 */
final class TwoStudiosTest {

    private static final int UNAUTHORIZED = 4009;

    @TempDir static Path directory;
    private static TestRedis redis;
    private static StudioStage stage;
    private static Studio second;
    private static String project;
    private static Registered session;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        stage = StudioStage.open(directory, redis.uri());
        second = stage.another();
        project = stage.project();
        session = stage.session(stage.ada, project, "ada");
    }

    @AfterAll
    static void end() {
        second.close();
        stage.close();
        redis.close();
    }

    @Test
    void anEventReachesWhoIsOnEitherAndHasOneNumber() {
        String channel = "private-project." + project;
        try (Peer here = first();
                Peer there = second()) {
            stage.enter(stage.ada, here, channel);
            stage.enter(stage.ada, there, channel);

            Registered bob = stage.session(stage.ada, project, "news-of-bob");
            try (Peer bobs = second()) {
                stage.enter(stage.ada, bobs, bob.channel());
                hello(bobs, bob);

                assertThat(news(there, "session.online", bob)).isPositive();
                assertThat(news(here, "session.online", bob))
                        .isEqualTo(news(there, "session.online", bob));
            }
        }
    }

    @Test
    void presenceIsOne() {
        String channel = "presence-project." + project;
        Machine bob = stage.member(Role.DEVELOPER);
        try (Peer here = first();
                Peer there = second()) {
            come(stage.ada, here, channel);
            here.entered(channel);
            come(bob, there, channel);

            assertThat(there.entered(channel).data().path("presence").path("ids").toString())
                    .contains(stage.ada.user(), bob.user());
            here.await(frame ->
                    frame.event().equals("pusher_internal:member_added")
                            && frame.data().path("user_id").asText().equals(bob.user()));
        }
    }

    @Test
    void theSocketsOfARevokedMachineCloseWithinASecondWhereverTheyAre() {
        Duration fastest = Duration.ofDays(1);
        for (int attempt = 0; attempt < 3; attempt++) {
            Machine machine = stage.machineOf(stage.ada);
            try (Peer there = second()) {
                stage.enter(machine, there, "private-project." + project);
                long began = System.nanoTime();
                assertDone(
                        stage.post(
                                "/api/v1/auth/revoke",
                                Optional.empty(),
                                Map.of("refresh_token", machine.refresh())));

                assertThat(there.closeCode()).isEqualTo(UNAUTHORIZED);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                fastest = took.compareTo(fastest) < 0 ? took : fastest;
            }
        }
        assertThat(fastest).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anEndedMembershipLosesTheChannelOnTheOtherStudioToo() {
        Machine bob = stage.member(Role.DEVELOPER);
        String channel = "private-project." + project;
        try (Peer there = second()) {
            String auth = stage.enter(bob, there, channel);

            assertDone(
                    stage.send(
                            "DELETE",
                            "/api/v1/workspaces/%s/members/%s"
                                    .formatted(stage.workspace, bob.user()),
                            Optional.of(stage.ada.bearer()),
                            "",
                            Map.of()));

            there.refused(channel);
            there.frames().clear();
            there.subscribe(channel, auth, Optional.empty());
            there.refused(channel);
        }
    }

    @Test
    void aSessionThatConnectsToTheOtherStudioReplacesItsOldSocket() {
        Registered moving = stage.session(stage.ada, project, "moving");
        try (Peer here = first();
                Peer there = second()) {
            stage.enter(stage.ada, here, moving.channel());
            hello(here, moving);
            stage.enter(stage.ada, there, moving.channel());
            hello(there, moving);

            here.rpc(message -> message.path("method").asText().equals("session.replaced"));
        }
    }

    @Test
    void whatIsAskedOfASessionReachesItOnTheOtherStudio() {
        Registered tired = stage.session(stage.ada, project, "tired");
        try (Peer there = second()) {
            stage.enter(stage.ada, there, tired.channel());
            hello(there, tired);

            assertDone(
                    stage.post(
                            "/api/v1/agent-sessions/" + tired.id() + "/drain",
                            Optional.of(stage.ada.bearer()),
                            Map.of()));

            there.rpc(message -> message.path("method").asText().equals("session.drain"));
        }
    }

    private static void hello(Peer peer, Registered who) {
        JsonNode answer =
                peer.call(
                        who.channel(),
                        "session.hello",
                        Map.of(
                                "protocol",
                                1,
                                "client_version",
                                "1",
                                "resume",
                                false,
                                "runs",
                                List.of()));
        assertThat(answer.has("result")).as("%s", answer).isTrue();
    }

    private static long news(Peer peer, String type, Registered about) {
        return peer.rpc(message ->
                        message.path("params").path("type").asText().equals(type)
                                && message.path("params").toString().contains(about.id()))
                .path("params")
                .path("seq")
                .asLong();
    }

    private static void come(Machine who, Peer peer, String channel) {
        JsonNode signed = StudioStage.json(stage.auth(who, peer, channel));
        peer.subscribe(
                channel,
                signed.path("auth").asText(),
                Optional.of(signed.path("channel_data").asText()));
    }

    private static Peer first() {
        return connect(stage.site());
    }

    private static Peer second() {
        return connect(URI.create(second.url()));
    }

    private static Peer connect(URI site) {
        Peer peer = Peer.connect(site, session.key());
        peer.socketId();
        return peer;
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }
}
