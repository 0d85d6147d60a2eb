package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GoldenTest {

    @Test
    void acceptsTheSameTextAndShowsWhereAnotherDiffers() {
        Golden.assertMatches("poem.txt", "one\ntwo\n");

        assertThatThrownBy(() -> Golden.assertMatches("poem.txt", "one\nthree\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("two")
                .hasMessageContaining("three");
    }

    @Test
    void asksForTheFileWhenThereIsNone() {
        assertThatThrownBy(() -> Golden.assertMatches("no-such-file.txt", "anything"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dgolden.write=true");
    }
}
