package dev.maestro.studio.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.json.Json;
import dev.maestro.studio.contract.StudioStage.Machine;
import dev.maestro.studio.contract.StudioStage.Registered;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.workspace.Role;
import dev.maestro.testkit.SettableClock;
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

/** What was opened by a right closes with it, and stays closed. */
final class RevocationTest {

    private static final int UNAUTHORIZED = 4009;

    @TempDir static Path directory;
    private static StudioStage stage;
    private static String project;
    private static Registered session;

    @BeforeAll
    static void start() {
        // It stands still: what is found by looking now and then is not found at all.
        stage = StudioStage.open(directory, SettableClock.monday());
        project = stage.project();
        session = stage.session(stage.ada, project, "ada");
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void anEndedMembershipLosesTheChannelAndTheOldSignatureOpensItNoMore() {
        Machine bob = stage.member(Role.DEVELOPER);
        String channel = "private-project." + project;
        try (Peer peer = connect()) {
            String auth = stage.enter(bob, peer, channel);
            stage.enter(bob, peer, "private-user." + bob.user());

            assertDone(
                    stage.send(
                            "DELETE",
                            "/api/v1/workspaces/%s/members/%s"
                                    .formatted(stage.workspace, bob.user()),
                            Optional.of(stage.ada.bearer()),
                            "",
                            Map.of()));

            peer.refused(channel);
            peer.frames().clear();
            peer.subscribe(channel, auth, Optional.empty());
            peer.refused(channel);
            assertThat(stage.auth(bob, connected(peer), "private-user." + bob.user()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSmallerRoleLosesWhatTheGreaterHadOpenedOnly() {
        Machine bob = stage.member(Role.DEVELOPER);
        Registered bobs = stage.session(bob, project, "bob");
        String news = "private-project." + project;
        try (Peer peer = connect()) {
            stage.enter(bob, peer, bobs.channel());
            stage.enter(bob, peer, news);

            assertDone(
                    stage.send(
                            "PUT",
                            "/api/v1/workspaces/%s/members/%s"
                                    .formatted(stage.workspace, bob.user()),
                            Optional.of(stage.ada.bearer()),
                            "{\"role\":\"viewer\"}",
                            Map.of()));

            peer.refused(bobs.channel());
            assertThat(peer.frames())
                    .noneMatch(frame ->
                            frame.event().equals("pusher:subscription_error")
                                    && frame.channel().equals(news));
        }
    }

    @Test
    void theSocketsOfARevokedMachineCloseWithinASecondAndThoseOfAnotherDoNot() {
        Machine other = stage.machineOf(stage.ada);
        Duration fastest = Duration.ofDays(1);
        try (Peer kept = connect()) {
            stage.enter(other, kept, session.channel());
            for (int attempt = 0; attempt < 3; attempt++) {
                Machine machine = stage.machineOf(stage.ada);
                try (Peer peer = connect()) {
                    stage.enter(machine, peer, "private-project." + project);
                    long began = System.nanoTime();
                    assertDone(
                            stage.post(
                                    "/api/v1/auth/revoke",
                                    Optional.empty(),
                                    Map.of("refresh_token", machine.refresh())));

                    assertThat(peer.closeCode()).isEqualTo(UNAUTHORIZED);
                    Duration took = Duration.ofNanos(System.nanoTime() - began);
                    fastest = took.compareTo(fastest) < 0 ? took : fastest;
                }
                try (Peer again = connect()) {
                    assertThat(
                                    stage.auth(machine, again, "private-project." + project)
                                            .statusCode())
                            .isEqualTo(401);
                }
            }
            assertThat(
                            kept.call(session.channel(), "session.sync", Map.of("after", 0))
                                    .has("result"))
                    .isTrue();
        }
        assertThat(fastest).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void theSocketsOfABrowserThatSignedOutClose() {
        SecretToken cookie = stage.browser(stage.ada);
        try (Peer peer = connect()) {
            String auth = byBrowser(cookie, peer, "private-project." + project);
            peer.subscribe("private-project." + project, auth, Optional.empty());
            peer.entered("private-project." + project);

            stage.tenancy.identity().webSessions().end(cookie);

            assertThat(peer.closeCode()).isEqualTo(UNAUTHORIZED);
        }
    }

    @Test
    void anEndedSessionLosesItsChannelAndCannotComeBackToIt() {
        Registered gone = stage.session(stage.ada, project, "gone");
        try (Peer peer = connect()) {
            String auth = stage.enter(stage.ada, peer, gone.channel());

            assertDone(
                    stage.send(
                            "DELETE",
                            "/api/v1/agent-sessions/" + gone.id(),
                            Optional.of(stage.ada.bearer()),
                            "",
                            Map.of()));

            peer.refused(gone.channel());
            peer.frames().clear();
            peer.subscribe(gone.channel(), auth, Optional.empty());
            peer.refused(gone.channel());
        }
        try (Peer again = connect()) {
            assertThat(stage.auth(stage.ada, again, gone.channel()).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void theSocketsOfAUserWhoHasLeftClose() {
        Machine bob = stage.member(Role.DEVELOPER);
        try (Peer peer = connect()) {
            stage.enter(bob, peer, "private-user." + bob.user());

            assertDone(stage.send("DELETE", "/api/v1/me", Optional.of(bob.bearer()), "", Map.of()));

            assertThat(peer.closeCode()).isEqualTo(UNAUTHORIZED);
        }
        assertThat(stage.get("/api/v1/me", bob).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignatureThatWasNotUsedYetIsWorthNothingAfterTheRightHasEnded() {
        Machine bob = stage.member(Role.DEVELOPER);
        Registered bobs = stage.session(bob, project, "late");
        String used = "private-user." + bob.user();
        try (Peer peer = connect()) {
            stage.enter(bob, peer, used);
            String auth =
                    StudioStage.json(stage.auth(bob, peer, bobs.channel())).path("auth").asText();

            assertDone(
                    stage.send(
                            "DELETE",
                            "/api/v1/agent-sessions/" + bobs.id(),
                            Optional.of(bob.bearer()),
                            "",
                            Map.of()));
            peer.subscribe(bobs.channel(), auth, Optional.empty());
            peer.refused(bobs.channel());
        }
    }

    @Test
    void aStrangerWhoNamesAnothersSocketNeitherEndsItNorKeepsItOpen() {
        Machine mallory = stage.stranger().machine();
        Machine bob = stage.member(Role.DEVELOPER);
        String news = "private-project." + project;
        try (Peer peer = connect()) {
            stage.enter(bob, peer, news);
            assertThat(stage.auth(mallory, peer, "private-user." + mallory.user()).statusCode())
                    .isEqualTo(403);
            assertThat(stage.auth(stage.ada, peer, news).statusCode()).isEqualTo(403);

            assertDone(
                    stage.post(
                            "/api/v1/auth/revoke",
                            Optional.empty(),
                            Map.of("refresh_token", mallory.refresh())));
            stage.enter(bob, peer, "private-user." + bob.user());
            assertDone(
                    stage.send(
                            "DELETE",
                            "/api/v1/workspaces/%s/members/%s"
                                    .formatted(stage.workspace, bob.user()),
                            Optional.of(stage.ada.bearer()),
                            "",
                            Map.of()));

            peer.refused(news);
            assertThat(peer.isClosed()).isFalse();
        }
    }

    @Test
    void socketsThatAreNotOpenAreNotWrittenDownWithoutEnd() {
        Machine inventor = stage.member(Role.VIEWER);
        for (int invented = 0; invented < Entrances.MOST_UNSEEN; invented++) {
            assertDone(ask(inventor, "7.%d".formatted(invented)));
        }

        assertThat(ask(inventor, "8.1").statusCode()).isEqualTo(503);

        assertDone(ask(inventor, "7.1"));
        assertDone(ask(stage.ada, "8.1"));
        try (Peer peer = connect()) {
            stage.enter(inventor, peer, "private-user." + inventor.user());
        }
    }

    private static HttpResponse<String> ask(Machine by, String socket) {
        return stage.post(
                "/api/v1/broadcasting/auth",
                Optional.of(by.bearer()),
                Map.of("socket_id", socket, "channel_name", "private-user." + by.user()));
    }

    private static Peer connect() {
        Peer peer = Peer.connect(stage.site(), session.key());
        peer.socketId();
        return peer;
    }

    /** The frames are cleared meanwhile; who asks again must connect anew. */
    private static Peer connected(Peer before) {
        before.close();
        return connect();
    }

    private static String byBrowser(SecretToken cookie, Peer peer, String channel) {
        String csrf = stage.tenancy.identity().webSessions().find(cookie).orElseThrow().csrf();
        return StudioStage.json(
                        stage.send(
                                "POST",
                                "/api/v1/broadcasting/auth",
                                Optional.empty(),
                                Json.write(
                                        Map.of(
                                                "socket_id",
                                                peer.socketId(),
                                                "channel_name",
                                                channel)),
                                Map.of(
                                        "Cookie",
                                        "maestro_session=" + cookie.text(),
                                        "X-CSRF-Token",
                                        csrf)))
                .path("auth")
                .asText();
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(List.of(200, 202, 204));
    }
}
