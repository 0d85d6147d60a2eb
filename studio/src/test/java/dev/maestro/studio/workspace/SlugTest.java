package dev.maestro.studio.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlugTest {

    @Test
    void makesAWordForAddressesOfAnyName() {
        assertThat(Slug.of("Ada's workspace")).isEqualTo("adas-workspace");
        assertThat(Slug.of("  Müller & Söhne GmbH ")).isEqualTo("muller-sohne-gmbh");
        assertThat(Slug.of("日本")).isEqualTo("workspace");
        assertThat(Slug.of("a".repeat(31) + " b")).isEqualTo("a".repeat(31));
    }
}
