package dev.maestro.client.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void dropsColoursWithoutRubble() {
        assertThat(PlainText.line("\u001b[1;31mred\u001b[0m and \u001b]0;title\u0007plain"))
                .isEqualTo("red and plain");
    }

    @Test
    void keepsWhatFollowsASequenceThatNeverEnds() {
        assertThat(PlainText.line("a\u001b]0;b")).contains("b");
        assertThat(PlainText.line("a\u001b[")).isEqualTo("a");
    }

    @Test
    void showsWhereALineWouldEnd() {
        assertThat(PlainText.line("one\ntwo\rthree")).isEqualTo("one⏎two⏎three");
    }

    @Test
    void showsTheLastStateOfALineThatWasWrittenOver() {
        assertThat(PlainText.overwritten("10 %\r50 %\r100 %\r")).isEqualTo("100 %");
    }

    @Test
    void writesFlagsAsLettersAndEmojiWithoutTheirJoiners() {
        assertThat(PlainText.line("🇩🇪 👍🏽 👩‍👧")).isEqualTo("DE 👍 👩👧");
    }

    @Test
    void keepsTheWordsOfAllLanguages() {
        assertThat(PlainText.line("日本語 한국어 עברית é")).isEqualTo("日本語 한국어 עברית é");
    }
}
