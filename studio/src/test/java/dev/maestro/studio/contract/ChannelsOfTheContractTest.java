package dev.maestro.studio.contract;

import static dev.maestro.studio.contract.StudioStage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.contract.StudioStage.Machine;
import dev.maestro.studio.contract.StudioStage.Registered;
import dev.maestro.studio.contract.StudioStage.Stranger;
import dev.maestro.studio.workspace.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may enter which channel, tried from outside. */
final class ChannelsOfTheContractTest {

    @TempDir static Path directory;
    private static StudioStage stage;
    private static String project;
    private static Registered session;

    @BeforeAll
    static void start() {
        stage = StudioStage.open(directory);
        project = stage.project();
        session = stage.session(stage.ada, project, "ada");
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void aMemberEntersWhatIsOfTheProjectAndOfThemselves() {
        try (Peer peer = Peer.connect(stage.site(), session.key())) {
            for (String channel :
                    List.of(
                            "private-project." + project,
                            session.channel(),
                            "private-user." + stage.ada.user())) {
                stage.enter(stage.ada, peer, channel);
            }
        }
    }

    @Test
    void nobodyCrossesIntoAnotherTenant() {
        Stranger eve = stage.stranger();
        String elsewhere = stage.project(eve.machine(), eve.workspace());
        Registered hers = stage.session(eve.machine(), elsewhere, "eve");
        try (Peer peer = Peer.connect(stage.site(), session.key())) {
            for (String channel : of(project, session, stage.ada.user())) {
                assertForbidden(eve.machine(), peer, channel);
            }
            for (String channel : of(elsewhere, hers, eve.machine().user())) {
                assertForbidden(stage.ada, peer, channel);
            }
            assertForbidden(stage.ada, peer, "private-run." + UUID.randomUUID());
            assertForbidden(stage.ada, peer, "private-everything");
            assertForbidden(stage.ada, peer, "private-project." + project + ".more");
        }
    }

    @Test
    void aSessionIsItsUsersOwnAlsoAmongColleagues() {
        Machine bob = stage.member(Role.DEVELOPER);
        Machine viewer = stage.member(Role.VIEWER);
        Registered bobs = stage.session(bob, project, "bob");
        try (Peer peer = Peer.connect(stage.site(), session.key())) {
            assertForbidden(bob, peer, session.channel());
            assertForbidden(stage.ada, peer, bobs.channel());
            assertForbidden(viewer, peer, bobs.channel());
            stage.enter(viewer, peer, "private-project." + project);
        }
    }

    @Test
    void teamsComeLaterAndSaySo() {
        try (Peer peer = Peer.connect(stage.site(), session.key())) {
            var answer = stage.auth(stage.ada, peer, "private-team." + UUID.randomUUID());

            assertThat(answer.statusCode()).isEqualTo(501);
            JsonNode problem = Json.tree(answer.body());
            assertThat(problem.path("type").asText()).isEqualTo("not_available_yet");
            assertThat(problem.path("feature").asText()).isEqualTo("teams");
        }
    }

    @Test
    void aNarrowTokenOpensItsChannelsOnly() {
        Machine machine = stage.machineOf(stage.ada);
        String narrow =
                json(stage.post(
                                "/api/v1/auth/refresh",
                                Optional.empty(),
                                Map.of(
                                        "refresh_token",
                                        machine.refresh(),
                                        "channels",
                                        List.of(session.channel()))))
                        .path("access_token")
                        .asText();
        Machine narrowed = new Machine(narrow, "", stage.ada.user());
        try (Peer peer = Peer.connect(stage.site(), session.key())) {
            stage.enter(narrowed, peer, session.channel());
            assertForbidden(narrowed, peer, "private-project." + project);
        }
    }

    @Test
    void aPresenceChannelIsEnteredAsAMemberOrAsASession() {
        String channel = "presence-project." + project;
        try (Peer peer = Peer.connect(stage.site(), session.key())) {
            JsonNode member = json(stage.auth(stage.ada, peer, channel));
            JsonNode asSession =
                    json(
                            stage.post(
                                    "/api/v1/broadcasting/auth",
                                    Optional.of(stage.ada.bearer()),
                                    Map.of(
                                            "socket_id",
                                            peer.socketId(),
                                            "channel_name",
                                            channel,
                                            "session",
                                            session.id())));

            JsonNode data = Json.tree(member.path("channel_data").asText());
            assertThat(data.path("user_id").asText()).isEqualTo(stage.ada.user());
            assertThat(data.path("user_info").path("kind").asText()).isEqualTo("member");
            assertThat(data.path("user_info").path("name").asText()).isEqualTo("Ada");
            JsonNode other = Json.tree(asSession.path("channel_data").asText());
            assertThat(other.path("user_id").asText()).isEqualTo(session.id());
            assertThat(other.path("user_info").path("kind").asText()).isEqualTo("session");

            Machine bob = stage.member(Role.DEVELOPER);
            assertThat(
                            stage.post(
                                            "/api/v1/broadcasting/auth",
                                            Optional.of(bob.bearer()),
                                            Map.of(
                                                    "socket_id",
                                                    peer.socketId(),
                                                    "channel_name",
                                                    channel,
                                                    "session",
                                                    session.id()))
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoIsHereIsSeenUntilTheyLeaveOrTheirRightEnds() {
        String channel = "presence-project." + project;
        Machine bob = stage.member(Role.DEVELOPER);
        try (Peer first = Peer.connect(stage.site(), session.key());
                Peer second = Peer.connect(stage.site(), session.key());
                Peer third = Peer.connect(stage.site(), session.key())) {
            come(stage.ada, first, channel, Map.of());
            come(stage.ada, second, channel, Map.of("session", session.id()));
            come(bob, third, channel, Map.of());

            JsonNode here = third.entered(channel).data().path("presence");
            assertThat(here.path("hash").path(session.id()).path("name").asText()).isEqualTo("ada");
            assertThat(here.path("ids").toString())
                    .contains(stage.ada.user(), session.id(), bob.user());
            member(first, "pusher_internal:member_added", session.id());
            member(first, "pusher_internal:member_added", bob.user());
            second.hangUp();
            member(first, "pusher_internal:member_removed", session.id());
            stage.send(
                    "DELETE",
                    "/api/v1/workspaces/%s/members/%s".formatted(stage.workspace, bob.user()),
                    Optional.of(stage.ada.bearer()),
                    "",
                    Map.of());
            third.refused(channel);
            member(first, "pusher_internal:member_removed", bob.user());
        }
    }

    private static void come(Machine by, Peer peer, String channel, Map<String, String> as) {
        Map<String, String> asked = new HashMap<>(as);
        asked.put("socket_id", peer.socketId());
        asked.put("channel_name", channel);
        JsonNode proof =
                json(stage.post("/api/v1/broadcasting/auth", Optional.of(by.bearer()), asked));
        peer.subscribe(
                channel,
                proof.path("auth").asText(),
                Optional.of(proof.path("channel_data").asText()));
        peer.entered(channel);
    }

    private static void member(Peer peer, String event, String user) {
        peer.await(frame ->
                frame.event().equals(event) && frame.data().path("user_id").asText().equals(user));
    }

    @Test
    void aRequestWithoutATokenOrWithAForgedOneIsUnauthenticated() {
        for (Optional<String> bearer : List.of(Optional.<String>empty(), Optional.of("Bearer x"))) {
            var answer =
                    stage.post(
                            "/api/v1/broadcasting/auth",
                            bearer,
                            Map.of(
                                    "socket_id",
                                    "1.1",
                                    "channel_name",
                                    "private-project." + project));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Json.tree(answer.body()).path("type").asText()).isEqualTo("unauthenticated");
        }
    }

    private static List<String> of(String project, Registered session, String user) {
        return List.of(
                "private-project." + project,
                "presence-project." + project,
                session.channel(),
                "private-user." + user);
    }

    private static void assertForbidden(Machine by, Peer peer, String channel) {
        var answer = stage.auth(by, peer, channel);
        assertThat(answer.statusCode()).as(channel).isEqualTo(403);
        assertThat(Json.tree(answer.body()).path("type").asText()).isEqualTo("forbidden");
    }
}
