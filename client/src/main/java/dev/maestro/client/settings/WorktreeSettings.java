package dev.maestro.client.settings;

import java.time.Duration;

/**
 * What worktrees may cost on this machine.
 *
 * @param snapshotMinutes how often uncommitted work is put into a hidden ref; 0 for never
 * @param diskBudgetGb what all worktrees together may take
 */
public record WorktreeSettings(int snapshotMinutes, int diskBudgetGb) {

    public static final WorktreeSettings USUAL = new WorktreeSettings(5, 20);

    public Duration snapshotEvery() {
        return Duration.ofMinutes(snapshotMinutes);
    }

    public long diskBudgetBytes() {
        return diskBudgetGb * 1_000_000_000L;
    }
}
