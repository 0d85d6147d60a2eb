package dev.maestro.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.AppKey;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.StudioDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HubKeyTest {

    @TempDir Path one;
    @TempDir Path other;

    @Test
    void isTheSameForAllStudiosOfADatabase() {
        try (Database database = StudioDatabase.open(InstantSource.system())) {
            AppKey first = HubKey.of(database, one);

            assertThat(HubKey.of(database, other)).isEqualTo(first);
            assertThat(HubKey.of(database, one)).isEqualTo(first);
        }
    }

    @Test
    void isTakenOverFromTheFileOfAnEarlierVersion() throws IOException {
        Files.writeString(one.resolve("hub.key"), "0a1b\nc0ffee\n");
        try (Database database = StudioDatabase.open(InstantSource.system())) {
            assertThat(HubKey.of(database, one)).isEqualTo(new AppKey("maestro", "0a1b", "c0ffee"));
            assertThat(HubKey.of(database, other).key()).isEqualTo("0a1b");
        }
    }
}
