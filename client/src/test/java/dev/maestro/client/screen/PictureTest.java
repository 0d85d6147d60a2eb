package dev.maestro.client.screen;

import static dev.maestro.client.screen.States.FIRST;
import static dev.maestro.client.screen.States.NOON;
import static dev.maestro.client.screen.States.buffer;
import static dev.maestro.client.screen.States.heard;
import static dev.maestro.client.screen.States.line;
import static dev.maestro.client.screen.States.permission;
import static dev.maestro.client.screen.States.press;
import static dev.maestro.client.screen.States.run;
import static dev.maestro.client.screen.States.said;
import static dev.maestro.client.screen.States.session;
import static dev.maestro.client.screen.States.text;
import static dev.maestro.client.screen.States.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.AgentEvent.LimitWindow;
import dev.maestro.client.work.OutputLine.Kind;
import dev.maestro.testkit.Golden;
import dev.tamboui.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void teachesWhatToDoWhileThereIsNothing() {
        looks("empty", ScreenState.BEGINNING.lost("no daemon runs"));
    }

    @Test
    void showsASessionThatHasNothingToDo() {
        looks("idle", heard(session("ada")));
    }

    @Test
    void showsRunsAtWorkWithWhatTheChosenOneSays() {
        looks("working", working());
    }

    @Test
    void showsAQuestionFirstAndInFull() {
        looks(
                "question",
                heard(
                        session(
                                "ada",
                                run(
                                        7,
                                        "Sum the columns of a report",
                                        "working",
                                        permission(
                                                "May I run `rm -rf build && make dist` in the worktree?"
                                                        + " It removes what was built before.")))));
    }

    @Test
    void showsALimitWithTheTimeOfItsReset() {
        List<LimitWindow> limits =
                List.of(
                        new LimitWindow(
                                "five_hour",
                                Optional.of(1.0),
                                Optional.of(NOON.plus(Duration.ofMinutes(63)))),
                        new LimitWindow(
                                "seven_day",
                                Optional.of(0.82),
                                Optional.of(NOON.plus(Duration.ofDays(3)))));

        looks("limit", heard(session("ada", LinkState.ONLINE, "", limits, 0)));
    }

    @Test
    void saysWhatIsWrongWithALink() {
        looks(
                "link-lost",
                heard(
                        session(
                                "ada",
                                LinkState.WAITING,
                                "studio.example:7300 does not answer: connection refused",
                                List.of(),
                                0)));
    }

    @Test
    void saysHowOldItIsWhenTheDaemonIsSilent() {
        Instant later = NOON.plusSeconds(75);

        assertThat(text(buffer(working(), 80, 24, later, Palette.COLOURS)))
                .contains("the daemon is silent, as it was 1m15s ago");
        assertThat(text(buffer(working().lost("no daemon runs"), 80, 24, later, Palette.COLOURS)))
                .contains("no daemon runs, as it was 1m15s ago");
    }

    @Test
    void explainsItsKeysAndSigns() {
        looks("help", press(working(), new Key.Character('?')));
    }

    @Test
    void showsWhoADirectiveIsForWhileItIsTyped() {
        ScreenState steering = press(working(), new Key.Character('s'));

        looks("steering", type(steering, "Use the parser that is there, 日本語 too"));
        assertThat(text(buffer(press(steering, Key.Named.TAB), 80, 24)))
                .contains("to session ada:");
        assertThat(text(buffer(press(steering, Key.Named.TAB, Key.Named.TAB), 80, 24)))
                .contains("to all of this machine:");
    }

    @Test
    void keepsItsColumnsWithWideCharacters() {
        ScreenState wide =
                said(
                        heard(session("アダ", run(1, "日本語の説明を書く 🎉 完了まで全部", "working"))),
                        FIRST,
                        line(1, Kind.SAID, "表を書き直しました。次にテストを実行します。全部で三つあります。ほかに何かありますか。"),
                        line(2, Kind.SAID, "👩‍👩‍👧 👍🏽 🇩🇪 ❤️ e\u0301 done"),
                        line(3, Kind.TOOL, "Bash echo 한국어"));

        looks("wide", wide);
        assertThat(edges(buffer(wide, 80, 24))).containsOnly("│");
    }

    @Test
    void showsOneThingAtATimeWhereThereIsLittleRoom() {
        Golden.assertMatches("screen/narrow-40x10.screen.txt", text(buffer(working(), 40, 10)));
        Golden.assertMatches(
                "screen/narrow-whole-40x10.screen.txt",
                text(buffer(press(working(), Key.Named.ENTER), 40, 10)));
        assertThat(text(buffer(working(), 12, 4))).contains("too small");
    }

    @Test
    void survivesEverySize() {
        for (int width = 1; width < 90; width += 3) {
            for (int height = 1; height < 30; height++) {
                assertThat(buffer(working(), width, height).width()).isEqualTo(width);
            }
        }
    }

    @Test
    void keepsWhatIsChosenInViewInALongList() {
        ScreenState many =
                heard(
                        session(
                                "ada",
                                IntStream.rangeClosed(1, 60)
                                        .mapToObj(i -> run(i, "Task number " + i, "working"))
                                        .toArray(dev.maestro.client.daemon.RunLine[]::new)));

        for (int i = 0; i < 45; i++) {
            many = press(many, Key.Named.DOWN);
        }

        assertThat(text(buffer(many, 80, 24))).contains("#46 Task number 46");
    }

    @Test
    void whatAnEndedRunSaidStaysBelowItsSessionUntilThePersonTurnsAway() {
        ScreenState ended =
                working().heard(heard(session("ada"), session("bob")).daemon().orElseThrow(), NOON);

        looks("ended", ended);
        assertThat(text(buffer(press(ended, Key.Named.DOWN), 80, 24)))
                .doesNotContain("All 14 tests pass");
    }

    @Test
    void usesNoColourWhereNoneIsWanted() {
        assertThat(coloured(buffer(working(), 80, 24, NOON, Palette.COLOURS))).isPositive();
        assertThat(coloured(buffer(working(), 80, 24, NOON, Palette.MONOCHROME))).isZero();
        assertThat(Palette.of(java.util.Map.of("NO_COLOR", "1"))).isEqualTo(Palette.MONOCHROME);
        assertThat(Palette.of(java.util.Map.of("NO_COLOR", ""))).isEqualTo(Palette.COLOURS);
    }

    static ScreenState working() {
        ScreenState three =
                heard(
                        session(
                                "ada",
                                LinkState.ONLINE,
                                "",
                                List.of(
                                        new LimitWindow(
                                                "five_hour",
                                                Optional.of(0.41),
                                                Optional.of(NOON.plus(Duration.ofMinutes(150))))),
                                2,
                                run(1, "Sum the columns of a report", "working"),
                                run(2, "Read the report's file without its header", "checking"),
                                run(3, "Write what was found", "preparing")),
                        session("bob"));
        return said(
                three,
                FIRST,
                line(1, Kind.NOTE, "started in a new worktree"),
                line(2, Kind.THOUGHT, "The header has to be skipped first."),
                line(3, Kind.SAID, "I will look at the report and at how it is read now."),
                line(4, Kind.TOOL, "Read src/report.py"),
                line(5, Kind.RESULT, "def read(path): return open(path).read()"),
                line(6, Kind.FILE, "changed src/report.py"),
                line(7, Kind.RETRY, "429 too many requests, again in 5 s"),
                line(8, Kind.DENIED, "Bash: git push is the daemon's"),
                line(9, Kind.FAILED, "exit 1: no module named pytest"),
                line(10, Kind.ERROR, "the model's answer was cut off"),
                line(11, Kind.SAID, "All 14 tests pass."));
    }

    private static void looks(String name, ScreenState state) {
        Golden.assertMatches("screen/" + name + "-80x24.screen.txt", text(buffer(state, 80, 24)));
        Golden.assertMatches("screen/" + name + "-120x40.screen.txt", text(buffer(state, 120, 40)));
    }

    private static List<String> edges(Buffer buffer) {
        return IntStream.range(2, buffer.height() - 3)
                .mapToObj(y -> buffer.get(buffer.width() - 1, y).symbol())
                .toList();
    }

    private static long coloured(Buffer buffer) {
        return IntStream.range(0, buffer.width() * buffer.height())
                .mapToObj(i -> buffer.get(i % buffer.width(), i / buffer.width()).style())
                .filter(style -> style.fg().isPresent() || style.bg().isPresent())
                .count();
    }
}
