package dev.maestro.client.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.maestro.client.daemon.DaemonStage;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.platform.MaestroHome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskerTest {

    @TempDir private Path directory;
    private ScreenState state = ScreenState.BEGINNING;

    @Test
    void workersAreSeenAndSteeredLikeTheirLead() {
        try (DaemonStage stage = new DaemonStage(directory)) {
            stage.maestro("connect", "--as", "ada");
            stage.maestro("team", "--dev", "1");
            try (Asker asker = new Asker(new MaestroHome(stage.home()), InstantSource.system())) {
                until(asker, seen -> names(seen).equals(List.of("ada", "ada-dev-1")));

                asker.want(new Intent.Steer(new Target.OneSession("ada-dev-1"), "Use Java"));
                until(asker, seen -> !seen.notice().isEmpty());
                assertThat(state.notice()).startsWith("ada-dev-1 hears it");

                asker.want(new Intent.Steer(new Target.Machine(), "No new dependencies"));
                until(asker, seen -> seen.notice().startsWith("2 told"));

                asker.want(new Intent.Disconnect("nobody"));
                until(asker, seen -> seen.notice().contains("no session nobody"));
            }
            stage.maestro("team", "--stop");
        }
    }

    private static List<String> names(ScreenState seen) {
        return seen.daemon().stream()
                .flatMap(daemon -> daemon.sessions().stream())
                .map(SessionView::name)
                .toList();
    }

    private void until(Asker asker, Predicate<ScreenState> wanted) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    for (UnaryOperator<ScreenState> change : asker.changes()) {
                        state = change.apply(state);
                    }
                    return wanted.test(state);
                });
    }
}
