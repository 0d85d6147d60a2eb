package dev.maestro.client.screen;

import static dev.maestro.client.screen.States.heard;
import static dev.maestro.client.screen.States.id;
import static dev.maestro.client.screen.States.permission;
import static dev.maestro.client.screen.States.press;
import static dev.maestro.client.screen.States.remark;
import static dev.maestro.client.screen.States.run;
import static dev.maestro.client.screen.States.session;
import static dev.maestro.client.screen.States.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.work.OutputPiece;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

    private final ScreenState working =
            heard(
                    session(
                            "ada",
                            LinkState.ONLINE,
                            "",
                            List.of(),
                            2,
                            run(1, "One", "working"),
                            run(2, "Two", "working")),
                    session("bob"));
    private final ScreenState asked =
            heard(
                    session(
                            "ada",
                            run(1, "One", "working", permission("May I?")),
                            run(2, "Two", "working", remark("Which?"))));

    @Test
    void movesThroughTheListAndStopsAtItsEnds() {
        assertThat(working.selected()).isEqualTo("run " + id(1));
        assertThat(press(working, Key.Named.UP).selected()).isEqualTo("run " + id(1));
        assertThat(press(working, Key.Named.DOWN).selected()).isEqualTo("run " + id(2));
        ScreenState end = press(working, key('j'), key('j'), key('j'), key('j'), key('j'));
        assertThat(end.entry().orElseThrow().session().name()).isEqualTo("bob");
    }

    @ParameterizedTest
    @CsvSource({"q", "c"})
    void leavesAndAsksForNothingElse(char key) {
        Key pressed = key == 'c' ? new Key.Control('c') : new Key.Character(key);

        assertThat(Keys.press(working, pressed).intent()).contains(new Intent.Leave());
    }

    @Test
    void leavesByControlCEvenWhileALineIsTyped() {
        ScreenState typing = type(press(working, key('s')), "abc");

        assertThat(Keys.press(typing, new Key.Control('c')).intent()).contains(new Intent.Leave());
        assertThat(Keys.press(typing, key('q')).intent()).isEmpty();
    }

    @Test
    void steersTheRunTheSessionOrTheMachine() {
        ScreenState typing = type(press(working, key('s')), "Use Java");

        assertThat(Keys.press(typing, Key.Named.ENTER).intent())
                .contains(new Intent.Steer(new Target.OneRun(id(1).toString(), "#1"), "Use Java"));
        ScreenState second = press(typing, Key.Named.TAB);
        assertThat(Keys.press(second, Key.Named.ENTER).intent())
                .contains(new Intent.Steer(new Target.OneSession("ada"), "Use Java"));
        ScreenState third = press(second, Key.Named.TAB);
        assertThat(Keys.press(third, Key.Named.ENTER).intent())
                .contains(new Intent.Steer(new Target.Machine(), "Use Java"));
        assertThat(press(third, Key.Named.TAB).line()).isEqualTo(typing.line());
    }

    @Test
    void saysNothingWhenNothingWasTyped() {
        Pressed pressed = Keys.press(type(press(working, key('s')), "  "), Key.Named.ENTER);

        assertThat(pressed.intent()).isEmpty();
        assertThat(pressed.state().line()).isEmpty();
        assertThat(press(press(working, key('s')), Key.Named.ESCAPE).line()).isEmpty();
    }

    @Test
    void takesBackWholeCharactersAndNeverControlOnes() {
        ScreenState typing = type(press(working, key('s')), "a🎉\u009b\u0007");

        assertThat(typed(typing)).isEqualTo("a🎉");
        assertThat(typed(press(typing, Key.Named.BACKSPACE))).isEqualTo("a");
        assertThat(typed(press(typing, new Key.Control('u')))).isEmpty();
    }

    @Test
    void answersAPermissionWithYesOrNo() {
        assertThat(Keys.press(asked, key('y')).intent())
                .contains(new Intent.Answer(id(500), true, Optional.empty()));
        assertThat(Keys.press(asked, key('n')).intent())
                .contains(new Intent.Answer(id(500), false, Optional.empty()));
        assertThat(Keys.press(working, key('y')).intent()).isEmpty();
    }

    @Test
    void answersAPermissionWithWordsBesideYesOrNo() {
        ScreenState typing = type(press(asked, key('a')), "not on main");

        assertThat(Keys.press(typing, Key.Named.ENTER).intent())
                .contains(new Intent.Answer(id(500), false, Optional.of("not on main")));
        assertThat(Keys.press(press(typing, Key.Named.TAB), Key.Named.ENTER).intent())
                .contains(new Intent.Answer(id(500), true, Optional.of("not on main")));
    }

    @Test
    void goesToTheOldestQuestionAndAnswersItInWords() {
        ScreenState elsewhere = press(asked, Key.Named.DOWN, Key.Named.DOWN);

        ScreenState there = press(elsewhere, key('a'));

        assertThat(there.selected()).isEqualTo("question " + id(500));
        ScreenState remarked = press(there, Key.Named.DOWN, key('a'));
        assertThat(Keys.press(remarked, Key.Named.ENTER).intent()).isEmpty();
        assertThat(Keys.press(type(remarked, "Two"), Key.Named.ENTER).intent())
                .contains(new Intent.Answer(id(501), false, Optional.of("Two")));
    }

    @Test
    void doesWhatCannotBeTakenBackOnlyAfterAYes() {
        ScreenState sure = press(working, key('c'));

        assertThat(Keys.press(working, key('c')).intent()).isEmpty();
        assertThat(Keys.press(sure, key('y')).intent()).contains(new Intent.Cancel(id(1)));
        assertThat(Keys.press(sure, key('n'))).isEqualTo(Pressed.only(working));
        assertThat(Keys.press(press(working, key('d')), key('y')).intent())
                .contains(new Intent.Drain("ada"));
        assertThat(Keys.press(press(working, key('x')), key('y')).intent())
                .contains(new Intent.Disconnect("ada"));
        assertThat(Keys.press(press(working, key('f')), key('y')).intent())
                .contains(new Intent.ClearSteering());
    }

    @Test
    void scrollsNoFurtherThanThereIsOutput() {
        ScreenState long_ = PictureTest.working();

        assertThat(press(long_, Key.Named.PAGE_UP).back()).isEqualTo(10);
        assertThat(press(long_, Key.Named.PAGE_UP, Key.Named.PAGE_UP).back()).isEqualTo(10);
        assertThat(press(long_, Key.Named.HOME, Key.Named.END).back()).isZero();
        assertThat(press(long_, Key.Named.PAGE_DOWN).back()).isZero();
    }

    @Test
    void staysWhereItWasScrolledToWhenMoreIsSaid() {
        ScreenState back = press(PictureTest.working(), Key.Named.PAGE_UP);

        ScreenState more =
                States.said(
                        back,
                        id(1),
                        States.line(12, dev.maestro.client.work.OutputLine.Kind.SAID, "more"));

        assertThat(more.back()).isEqualTo(11);
    }

    @Test
    void doesNotShowOneRunsOutputUnderAnother() {
        ScreenState other = press(PictureTest.working(), Key.Named.DOWN);

        ScreenState late = other.said(id(1), new OutputPiece(List.of(), true));

        assertThat(late).isEqualTo(other);
    }

    @Test
    void theNextRunOfItsSessionIsChosenWhenTheChosenOneHasEnded() {
        ScreenState next =
                then(
                        working,
                        session("bob", run(3, "Three", "working")),
                        session("ada", run(2, "Two", "working")));
        ScreenState none = then(working, session("ada"), session("bob"));
        ScreenState gone = then(working, session("bob"));

        assertThat(next.selected()).isEqualTo("run " + id(2));
        assertThat(none.entry().orElseThrow().session().name()).isEqualTo("ada");
        assertThat(gone.entry().orElseThrow().session().name()).isEqualTo("bob");
        assertThat(then(gone).entry()).isEmpty();
    }

    @Test
    void aRunThatBeginsIsChosenAfterTheOneThatEndedUnlessItIsBeingRead() {
        ScreenState ended = then(PictureTest.working(), session("ada"));
        ScreenState reading = press(ended, Key.Named.PAGE_UP);
        ScreenState turnedTo = press(ended, Key.Named.DOWN);

        assertThat(begun(ended).selected()).isEqualTo("run " + id(9));
        assertThat(begun(reading).selected()).startsWith("session ");
        assertThat(begun(turnedTo).selected()).startsWith("session ");
        assertThat(begun(press(reading, Key.Named.END)).selected()).isEqualTo("run " + id(9));
    }

    @Test
    void everyKeyHasItsThingToDoAfterARunHasEnded() {
        ScreenState ended = then(PictureTest.working(), session("ada"), session("bob"));

        assertThat(Keys.press(type(press(ended, key('s')), "Wait"), Key.Named.ENTER).intent())
                .contains(new Intent.Steer(new Target.OneSession("ada"), "Wait"));
        assertThat(Keys.press(press(ended, key('x')), key('y')).intent())
                .contains(new Intent.Disconnect("ada"));
        assertThat(press(ended, Key.Named.ENTER).zoomed()).isTrue();
        assertThat(press(then(ended), key('s')).notice())
                .isEqualTo("Nobody is connected who could be told anything.");
    }

    @Test
    void theRunThatAskedIsChosenOnceItIsAnswered() {
        assertThat(then(asked, session("ada", run(1, "One", "working"))).selected())
                .isEqualTo("run " + id(1));
    }

    @Test
    void anyKeyClosesTheHelp() {
        ScreenState help = press(working, key('?'));

        assertThat(help.help()).isTrue();
        assertThat(Keys.press(help, key('q'))).isEqualTo(Pressed.only(working));
    }

    @Test
    void hasSomethingToSayForEveryKeyInEveryState() {
        List<ScreenState> states =
                List.of(
                        ScreenState.BEGINNING,
                        heard(),
                        working,
                        asked,
                        press(working, key('s')),
                        press(asked, key('a')),
                        press(working, key('c')));
        for (ScreenState state : states) {
            for (Key.Named named : Key.Named.values()) {
                assertThat(Keys.press(state, named)).isNotNull();
            }
            for (char character = ' '; character < 0x7f; character++) {
                assertThat(Keys.press(state, key(character))).isNotNull();
                assertThat(Keys.press(state, new Key.Control(character))).isNotNull();
            }
        }
    }

    private static ScreenState begun(ScreenState before) {
        return then(before, session("ada", run(9, "Nine", "preparing")));
    }

    private static ScreenState then(ScreenState before, SessionView... sessions) {
        return before.heard(heard(sessions).daemon().orElseThrow(), States.NOON);
    }

    private static String typed(ScreenState state) {
        return ((Line.Steering) state.line().orElseThrow()).text();
    }

    private static Key key(char character) {
        return new Key.Character(character);
    }
}
