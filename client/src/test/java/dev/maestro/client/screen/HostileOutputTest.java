package dev.maestro.client.screen;

import static dev.maestro.client.screen.States.FIRST;
import static dev.maestro.client.screen.States.buffer;
import static dev.maestro.client.screen.States.heard;
import static dev.maestro.client.screen.States.permission;
import static dev.maestro.client.screen.States.press;
import static dev.maestro.client.screen.States.run;
import static dev.maestro.client.screen.States.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.work.OutputLine;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.text.CharWidth;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an agent says stays in its box, and is nothing but characters. */
class HostileOutputTest {

    private static final String QUIET = "quiet";

    static Stream<String> attacks() {
        return Stream.of(
                "\u001b[2J\u001b[H\u001b]0;owned\u0007\u001b]52;c;ZXZpbA==\u0007",
                "\u001b[31mred\u001b[0m \u001b[999;999Hfar\u001bcreset",
                "\u009b2J\u009d0;c1\u009c\u0090q\u009c",
                "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
                "half a sequence \u001b[",
                "half a title \u001b]0;never ends",
                "\u202eright to left\u2066\u2067\u2069\u200f",
                "over\rwritten\b\b\b\u000b\f\u0000\u007f",
                "a line\nand another\r\nand \u2028 and \u2029",
                "\u0301\u0301\u0301 marks first, then a" + "\u0301".repeat(500),
                "tab\tand\ttab\t".repeat(50),
                "x".repeat(2_000),
                "漢".repeat(2_000),
                "👩‍👩‍👧‍👦".repeat(300) + "🇩🇪".repeat(99) + "🇩",
                "\ud83c lone \udf89 halves \ue000 private \uffff none",
                "\ufeff\u200b\u200d\u2060\u00ad" + "\udb40\udc41".repeat(50));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void cannotWriteOutsideItsBoxNorSayAnythingToTheTerminal(String attack) {
        for (OutputLine.Kind kind : OutputLine.Kind.values()) {
            assertHarmless(picture(kind, QUIET), picture(kind, attack));
        }
    }

    @Test
    void noiseIsNoMoreThanNoise() {
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            String noise =
                    random.ints(200, 0, random.nextBoolean() ? 0x300 : 0x110000)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            assertHarmless(
                    picture(OutputLine.Kind.SAID, QUIET), picture(OutputLine.Kind.SAID, noise));
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void holdsForNamesAndQuestionsAndWhatIsTyped(String attack) {
        ScreenState state =
                heard(session(attack, run(1, attack, "working", permission(attack))))
                        .notice(attack)
                        .lost(attack);

        assertPlain(buffer(state, 80, 24));
        assertPlain(buffer(press(state, Key.Named.DOWN, new Key.Character('c')), 80, 24));
        assertPlain(buffer(States.type(press(state, new Key.Character('s')), attack), 80, 24));
    }

    @Test
    void aQuestionCannotHideWhatItAsksBehindACarriageReturn() {
        ScreenState state =
                heard(session("ada", run(1, "One", "working", permission("rm -rf /\rls"))));

        assertThat(States.text(buffer(state, 80, 24))).contains("rm -rf /⏎ls");
    }

    private static Buffer picture(OutputLine.Kind kind, String text) {
        return buffer(
                States.said(
                        heard(session("ada", run(1, "One", "working"))),
                        FIRST,
                        new OutputLine(1, OutputLine.Kind.SAID, "first"),
                        new OutputLine(2, kind, text)),
                80,
                24);
    }

    /** All but the inside of the run's box is as it is with a quiet line. */
    private static void assertHarmless(Buffer quiet, Buffer loud) {
        assertPlain(loud);
        for (int y = 0; y < loud.height(); y++) {
            for (int x = 0; x < loud.width(); x++) {
                boolean inside = x > 36 && x < 79 && y > 4 && y < 21;
                if (!inside) {
                    assertThat(loud.get(x, y)).as("%d,%d", x, y).isEqualTo(quiet.get(x, y));
                }
            }
        }
    }

    /** Each cell holds one character of its width, and none that a terminal obeys. */
    private static void assertPlain(Buffer buffer) {
        for (int y = 0; y < buffer.height(); y++) {
            int width = 0;
            for (int x = 0; x < buffer.width(); x++) {
                String symbol = buffer.get(x, y).symbol();
                width += CharWidth.of(symbol);
                assertThat(symbol.codePoints())
                        .as("%d,%d", x, y)
                        .noneMatch(HostileOutputTest::acts);
                assertThat(symbol.codePointCount(0, symbol.length())).isLessThanOrEqualTo(3);
            }
            assertThat(width).isEqualTo(buffer.width());
        }
    }

    private static boolean acts(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE ->
                    true;
            default -> false;
        };
    }
}
