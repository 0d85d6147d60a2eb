package dev.maestro.client.settings;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.TomlFile;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person set for all worktrees of this machine: {@code [worktrees]} in {@code config.toml}.
 *
 * @param snapshotSeconds how often unfinished work is brought to safety
 * @param setUpMinutes how long a project's set-up command may take
 * @param roomGigabytes what worktrees, mirrors and logs may take of the disk, in 10⁹ bytes
 */
public record WorktreeSettings(int snapshotSeconds, int setUpMinutes, int roomGigabytes) {

    public static final WorktreeSettings USUAL = new WorktreeSettings(300, 15, 20);

    private static final long GIGABYTE = 1_000_000_000L;

    public WorktreeSettings {
        if (snapshotSeconds < 1 || setUpMinutes < 1 || roomGigabytes < 1) {
            throw new IllegalArgumentException(
                    "snapshot_seconds, set_up_minutes and room_gigabytes are at least 1");
        }
    }

    /**
     * @throws dev.maestro.protocol.Refused {@code invalid_params} naming the place of a mistake
     */
    public static WorktreeSettings of(MaestroHome home) {
        Lines lines =
                new TomlFile<>(home.config(), File.class, new File(Optional.empty()))
                        .read()
                        .worktrees()
                        .orElse(Lines.NONE);
        return new WorktreeSettings(
                lines.snapshotSeconds().orElse(USUAL.snapshotSeconds),
                lines.setUpMinutes().orElse(USUAL.setUpMinutes),
                lines.roomGigabytes().orElse(USUAL.roomGigabytes));
    }

    public Duration snapshotEvery() {
        return Duration.ofSeconds(snapshotSeconds);
    }

    public Duration setUpLimit() {
        return Duration.ofMinutes(setUpMinutes);
    }

    /** In bytes. */
    public long room() {
        return roomGigabytes * GIGABYTE;
    }

    private record File(Optional<Lines> worktrees) {}

    private record Lines(
            Optional<Integer> snapshotSeconds,
            Optional<Integer> setUpMinutes,
            Optional<Integer> roomGigabytes) {

        private static final Lines NONE =
                new Lines(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
