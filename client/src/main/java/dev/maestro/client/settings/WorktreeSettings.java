package dev.maestro.client.settings;

import dev.maestro.client.platform.MaestroHome;
import java.time.Duration;

/**
 * What a person set for all worktrees of this machine.
 *
 * @param snapshotSeconds how often unfinished work is brought to safety
 * @param setUpMinutes how long a project's set-up command may take
 * @param diskBudgetGb what worktrees, mirrors and logs may take of the disk, in 10⁹ bytes
 */
public record WorktreeSettings(int snapshotSeconds, int setUpMinutes, int diskBudgetGb) {

    public static final WorktreeSettings USUAL = new WorktreeSettings(300, 15, 20);

    private static final long GIGABYTE = 1_000_000_000L;

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} with all mistakes of the file
     */
    public static WorktreeSettings of(MaestroHome home) {
        return new ConfigFile(home).read().worktree();
    }

    public Duration snapshotEvery() {
        return Duration.ofSeconds(snapshotSeconds);
    }

    public Duration setUpLimit() {
        return Duration.ofMinutes(setUpMinutes);
    }

    /** In bytes. */
    public long room() {
        return diskBudgetGb * GIGABYTE;
    }
}
