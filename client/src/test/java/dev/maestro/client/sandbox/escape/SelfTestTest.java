package dev.maestro.client.sandbox.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AllowedEnvironment;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SelfTestTest {

    @Test
    void everyAttemptIsBlocked() {
        SelfTest test = new SelfTest(all -> AllowedEnvironment.of(all, List.of()));

        List<SelfTest.Result> results = test.run(_ -> {});

        assertThat(results).hasSizeGreaterThanOrEqualTo(40);
        assertThat(new HashSet<>(results.stream().map(SelfTest.Result::name).toList()))
                .hasSameSizeAs(results);
        assertThat(results).allMatch(SelfTest.Result::blocked);
    }

    /** An attempt that fails by itself would prove nothing of the fence. */
    @Test
    void theAttemptsGetOutWhereNothingHoldsThem() throws IOException {
        SelfTest test = new SelfTest(all -> all);

        List<SelfTest.Result> results = test.runGentleOnesFree();

        assertThat(results.stream().filter(SelfTest.Result::blocked).map(SelfTest.Result::name))
                .containsExactlyInAnyOrder(
                        // Held by how the daemon itself runs git, not by the fence.
                        "git-file", "nested-repository", "index-link");
    }
}
