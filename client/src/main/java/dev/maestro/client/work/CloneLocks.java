package dev.maestro.client.work;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock a clone, so that two sessions of the same clone do not fetch or make worktrees at the
 * same time. One object for the whole daemon; any thread may use it.
 */
public final class CloneLocks {

    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<UUID, LiveBranches> branches = new ConcurrentHashMap<>();

    /** The branches that are being worked on, of all sessions in a project. */
    LiveBranches liveBranches(UUID project) {
        return branches.computeIfAbsent(project, _ -> new LiveBranches());
    }

    public ReentrantLock of(Path clone) {
        return locks.computeIfAbsent(clone.toAbsolutePath().normalize(), _ -> new ReentrantLock());
    }
}
