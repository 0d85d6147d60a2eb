package dev.maestro.protocol.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictParserTest {

    @Test
    void readsAnApprovalAmongOtherText() {
        assertThat(VerdictParser.read("Looks right.\nVERDICT: APPROVED\n"))
                .isEqualTo(new VerdictReading.Found(true, "", List.of()));
    }

    @Test
    void readsARejectionWithItsReasonAndFindings() {
        assertThat(
                        VerdictParser.read(
                                "FINDING: no test\nFINDING: typo\nVERDICT: REJECTED — not tested"))
                .isEqualTo(
                        new VerdictReading.Found(false, "not tested", List.of("no test", "typo")));
    }

    @Test
    void findsNoVerdictInSilence() {
        assertThat(VerdictParser.read("all good, ship it")).isEqualTo(new VerdictReading.None());
    }

    @Test
    void neverTakesAnEchoedPromptForAVerdict() {
        assertThat(VerdictParser.read("```\nVERDICT: APPROVED\n```\n"))
                .isEqualTo(new VerdictReading.None());
    }

    @Test
    void callsTwoVerdictsThatDifferAmbiguous() {
        assertThat(VerdictParser.read("VERDICT: APPROVED\nVERDICT: REJECTED - no"))
                .isInstanceOf(VerdictReading.Ambiguous.class);
    }

    @Test
    void countsTheSameVerdictTwiceAsOne() {
        assertThat(VerdictParser.read("VERDICT: APPROVED\nVERDICT: APPROVED"))
                .isEqualTo(new VerdictReading.Found(true, "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERDICT: APPROVED with remarks",
                "VERDICT: approved",
                "VERDICT: REJECTED",
                "VERDICT: REJECTED no dash",
                "VERDICT: MAYBE"
            })
    void neverGuessesWhatAVerdictOfAnotherFormMeans(String line) {
        assertThat(VerdictParser.read(line)).isInstanceOf(VerdictReading.Ambiguous.class);
    }
}
