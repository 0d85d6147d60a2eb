package dev.maestro.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.conformance.point.Area;
import dev.maestro.conformance.point.Areas;
import dev.maestro.conformance.point.Point;
import dev.maestro.conformance.point.Weight;
import dev.maestro.conformance.wire.Inbox;
import dev.maestro.conformance.wire.Target;
import dev.maestro.conformance.wire.Visitor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** At a broken hub most of the time goes into waiting for what does not come. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(1500);

    @Test
    void ourHubPassesEveryPoint() throws IOException {
        try (Inbox inbox = new Inbox(0);
                OurHub hub = new OurHub(inbox.port())) {
            Report report = sit(hub.port(), PATIENCE, Optional.of(inbox), points());

            assertThat(report.marks())
                    .filteredOn(mark -> mark.outcome() != Outcome.PASS)
                    .as("not passed")
                    .isEmpty();
            assertThat(report.exitCode()).isEqualTo(ExitCode.PASSED);
        }
    }

    @Test
    void aGoBetweenWithoutAFaultIsNotNoticed() {
        try (OurHub hub = new OurHub(0);
                GoBetween honest = new GoBetween(hub.port(), new Fault() {})) {
            Report report = sit(honest.port(), PATIENCE, Optional.empty(), points());

            assertThat(report.marks())
                    .filteredOn(mark -> mark.outcome() == Outcome.FAIL)
                    .as("failed")
                    .isEmpty();
            assertThat(report.exitCode()).isEqualTo(ExitCode.PASSED);
        }
    }

    @Test
    void ourHubPassesTheSlowPointsToo() {
        try (OurHub hub = OurHub.impatient()) {
            Report report = sit(hub.port(), PATIENCE, Optional.empty(), slowPoints());

            assertThat(report.marks())
                    .extracting(Mark::outcome)
                    .isNotEmpty()
                    .containsOnly(Outcome.PASS);
        }
    }

    /** The go-between's own WebSocket answers the hub's pings: nobody seems silent to it. */
    @Test
    void namesAServerThatKeepsTheSilentForEver() {
        try (OurHub hub = OurHub.impatient();
                GoBetween patient = new GoBetween(hub.port(), new Fault() {})) {
            Report report = sit(patient.port(), LITTLE_PATIENCE, Optional.empty(), slowPoints());

            assertThat(report.failures()).containsExactly("liveness.silence");
        }
    }

    @Test
    void aScriptedStudioPassesWhatItsFaultsAreShownWith() {
        List<String> shown = StudioFaults.all().stream().map(Faults.Planted::point).toList();
        try (ScriptedStudio studio = new ScriptedStudio();
                GoBetween honest = new GoBetween(studio.port(), new Fault() {})) {
            Report report = visits(honest.port(), PATIENCE, shown);

            assertThat(report.marks())
                    .hasSameSizeAs(shown)
                    .extracting(Mark::outcome)
                    .containsOnly(Outcome.PASS);
        }
    }

    @ParameterizedTest
    @MethodSource("plantedInStudio")
    void namesTheFaultOfAStudio(Faults.Planted planted) {
        try (ScriptedStudio studio = new ScriptedStudio();
                GoBetween broken = new GoBetween(studio.port(), planted.fault())) {
            Report report = visits(broken.port(), LITTLE_PATIENCE, List.of(planted.point()));

            assertThat(report.failures()).containsExactly(planted.point());
            assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
        }
    }

    static Stream<Faults.Planted> plantedInStudio() {
        return StudioFaults.all().stream();
    }

    private static Report visits(int port, Duration patience, List<String> asked) {
        Visitor visitor = new Visitor("token", "project", Optional.empty());
        List<Point> points =
                studioPoints().stream().filter(point -> asked.contains(point.id())).toList();
        try (Exam exam =
                new Exam(
                        target(port),
                        patience,
                        Duration.ofMinutes(3),
                        Optional.empty(),
                        Optional.of(visitor))) {
            return exam.sit(points, _ -> {});
        }
    }

    private static List<Point> slowPoints() {
        return all().filter(point -> point.weight() == Weight.SLOW).toList();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void namesTheFault(Faults.Planted planted) {
        List<Point> asked =
                points().stream().filter(point -> point.id().equals(planted.point())).toList();
        try (OurHub hub = new OurHub(0);
                GoBetween broken = new GoBetween(hub.port(), planted.fault())) {
            Report report = sit(broken.port(), LITTLE_PATIENCE, Optional.empty(), asked);

            assertThat(report.failures()).containsExactly(planted.point());
            assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
        }
    }

    static Stream<Faults.Planted> planted() {
        return Faults.all().stream();
    }

    @Test
    void noTwoPointsHaveOneName() {
        assertThat(Stream.concat(all(), studioPoints().stream()).map(Point::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+\\.[a-z0-9-]+"));
    }

    @Test
    void aPointThatNeverEndsIsGivenUpAndTheNextIsExamined() {
        CountDownLatch never = new CountDownLatch(1);
        Point stuck =
                new Point(
                        "test",
                        "stuck",
                        Weight.MANDATORY,
                        "it ends",
                        _ -> {
                            try {
                                never.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            return "";
                        });
        Point next = new Point("test", "next", Weight.MANDATORY, "it is", _ -> "fine");

        Report report = sit(1, Duration.ofMillis(20), Optional.empty(), List.of(stuck, next));

        assertThat(report.marks())
                .extracting(Mark::outcome)
                .containsExactly(Outcome.FAIL, Outcome.PASS);
    }

    @Test
    void whatIsNotReachedInTimeIsSkippedAndTheExamIncomplete() {
        Point point = new Point("test", "late", Weight.MANDATORY, "it is", _ -> "fine");

        try (Exam exam =
                new Exam(target(1), PATIENCE, Duration.ZERO, Optional.empty(), Optional.empty())) {
            Report report = exam.sit(List.of(point), _ -> {});

            assertThat(report.marks()).extracting(Mark::outcome).containsExactly(Outcome.SKIPPED);
            assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        }
    }

    private static List<Point> points() {
        return all().filter(point -> point.weight() != Weight.SLOW).toList();
    }

    private static Stream<Point> all() {
        return Areas.pusher().stream().map(Area::points).flatMap(List::stream);
    }

    private static List<Point> studioPoints() {
        return Areas.studio().stream().map(Area::points).flatMap(List::stream).toList();
    }

    private static Report sit(
            int port, Duration patience, Optional<Inbox> inbox, List<Point> points) {
        try (Exam exam =
                new Exam(target(port), patience, Duration.ofMinutes(3), inbox, Optional.empty())) {
            return exam.sit(points, _ -> {});
        }
    }

    private static Target target(int port) {
        return new Target(URI.create("ws://127.0.0.1:" + port), Optional.of(Faults.APP));
    }
}
