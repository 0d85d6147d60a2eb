package dev.maestro.protocol.work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What Studio asks of a client, on its {@code private-session} channel. */
public sealed interface StudioMethod {

    /**
     * {@code run.dispatch}: everything needed for one run. The JSON-RPC response is an empty
     * receipt; the answer is {@code run.accept} or {@code run.refuse}.
     *
     * @param commit develop: where the worktree starts when the task's branch does not exist yet;
     *     review, check, release: the exact commit to judge
     * @param fetchRef the remote ref under which {@code commit} can be fetched
     * @param branch the task's branch (develop, review); pinned for the task's life
     * @param snapshotRef remote ref with uncommitted work of an earlier attempt, to be restored
     *     into the worktree
     * @param conflict develop after a conflict: merge {@code conflict.epicCommit} into the branch
     *     and resolve
     * @param rejected develop after a rejection: the branch must not end at this commit again
     */
    record Dispatch(
            UUID run,
            long fence,
            int attempt,
            Purpose purpose,
            long leaseSeconds,
            UUID project,
            String remoteKey,
            UUID plan,
            String planTitle,
            Optional<TaskPacket> task,
            String epicBranch,
            String commit,
            String fetchRef,
            Optional<String> branch,
            Optional<String> snapshotRef,
            Optional<ConflictPacket> conflict,
            Optional<String> rejected,
            List<String> findings,
            List<String> directives,
            Optional<CheckPacket> check)
            implements StudioMethod {
        public Dispatch {
            findings = List.copyOf(findings);
            directives = List.copyOf(directives);
        }
    }

    /**
     * The task as the agent is to read it. {@code number} counts within the plan, from 1. {@code
     * round} counts develop rounds, from 1; a review has the round of the work that it judges.
     */
    record TaskPacket(
            UUID task,
            int number,
            String title,
            String description,
            List<String> criteria,
            List<SkillLevel> skills,
            List<String> paths,
            int round,
            Optional<Integer> estimateMinutes) {
        public TaskPacket {
            criteria = List.copyOf(criteria);
            skills = List.copyOf(skills);
            paths = List.copyOf(paths);
        }
    }

    record ConflictPacket(String epicCommit, List<String> paths) {
        public ConflictPacket {
            paths = List.copyOf(paths);
        }
    }

    /**
     * The project's check command, run by {@code sh -c} in the worktree; killed with its process
     * tree after {@code timeoutSeconds}.
     */
    record CheckPacket(String command, long timeoutSeconds) {}

    /**
     * {@code run.cancel}: end the process tree; uncommitted work is always kept under a hidden ref.
     */
    record Cancel(UUID run, long fence, FailureReason reason) implements StudioMethod {}

    /**
     * {@code run.steer}: a directive for a running agent; it is in the prompt of the next turn
     * where the provider cannot take it live. The client says which by {@code run.steered}. The
     * same directive may be sent again and counts once.
     */
    record Steer(UUID run, String text, Optional<UUID> directive) implements StudioMethod {}

    /**
     * {@code run.answer}: a person answers what {@code run.question} asked with an id. The same
     * answer may be sent again and counts once.
     */
    record Answer(UUID run, UUID question, String answer) implements StudioMethod {}

    /** {@code session.drain}: finish what runs, take nothing new, then say goodbye. */
    record Drain(Optional<Instant> until) implements StudioMethod {}

    /**
     * {@code session.replaced}: another connection speaks for this session now; this one is closed.
     */
    record Replaced(String reason) implements StudioMethod {}
}
