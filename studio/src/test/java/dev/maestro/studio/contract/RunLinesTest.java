package dev.maestro.studio.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.fleet.SessionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RunLinesTest {

    private final CountDownLatch remote = new CountDownLatch(1);
    private final RunLines lines = new RunLines();
    private final SessionId ada = new SessionId(UUID.randomUUID());

    @Test
    void whatIsSaidOfARunWaitsBehindItsSlowCallAndAllElseDoesNot() throws Exception {
        UUID slow = UUID.randomUUID();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> complete =
                lines.call(ada, slow, true, () -> hang(order, "complete"));

        CompletableFuture<String> behind = lines.call(ada, slow, false, () -> note(order, "fail"));
        CompletableFuture<String> other =
                lines.call(ada, UUID.randomUUID(), false, () -> note(order, "other run"));

        assertThat(other).isCompletedWithValue("other run");
        assertThat(behind).isNotDone();
        remote.countDown();
        assertThat(complete.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
        assertThat(behind.get(30, TimeUnit.SECONDS)).isEqualTo("fail");
        assertThat(order).containsExactly("other run", "complete", "fail");
        assertThat(lines.call(ada, slow, false, () -> "at once")).isCompletedWithValue("at once");
    }

    @Test
    void noMoreWaitThanThereIsRoomFor() throws Exception {
        List<CompletableFuture<String>> taken = new ArrayList<>();
        for (int i = 0; i < RunLines.MOST_SLOW; i++) {
            taken.add(
                    lines.call(
                            ada, UUID.randomUUID(), true, () -> hang(new ArrayList<>(), "done")));
        }

        Refused refused =
                catchThrowableOfType(
                        Refused.class, () -> lines.call(ada, UUID.randomUUID(), true, () -> "no"));

        assertThat(refused.code()).isEqualTo(RefusalCode.CAPACITY);
        assertThat(refused.data()).containsKeys("cap", "limit");
        remote.countDown();
        for (CompletableFuture<String> each : taken) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        }
        lines.close();
    }

    @Test
    void oneRunDoesNotTakeTheRoomOfTheOthers() throws Exception {
        UUID run = UUID.randomUUID();
        List<CompletableFuture<String>> taken = new ArrayList<>();
        for (int slow = 0; slow < RunLines.MOST_SLOW_OF_A_RUN; slow++) {
            taken.add(lines.call(ada, run, true, () -> hang(new ArrayList<>(), "done")));
        }
        assertThat(refused(run, true)).isEqualTo(RefusalCode.CAPACITY);
        while (taken.size() < RunLines.MOST_OF_A_RUN) {
            taken.add(lines.call(ada, run, false, () -> "done"));
        }

        assertThat(refused(run, false)).isEqualTo(RefusalCode.CAPACITY);

        SessionId bob = new SessionId(UUID.randomUUID());
        assertThat(lines.call(bob, run, false, () -> "at once")).isCompletedWithValue("at once");
        List<CompletableFuture<String>> others = new ArrayList<>();
        for (int i = RunLines.MOST_SLOW_OF_A_RUN; i < RunLines.MOST_SLOW; i++) {
            others.add(lines.call(ada, UUID.randomUUID(), true, () -> "other"));
        }
        remote.countDown();
        for (CompletableFuture<String> each : taken) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        }
        for (CompletableFuture<String> each : others) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("other");
        }
    }

    private RefusalCode refused(UUID run, boolean slow) {
        return catchThrowableOfType(Refused.class, () -> lines.call(ada, run, slow, () -> "no"))
                .code();
    }

    private String hang(List<String> order, String what) {
        try {
            if (!remote.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let it go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return note(order, what);
    }

    private static String note(List<String> order, String what) {
        order.add(what);
        return what;
    }
}
