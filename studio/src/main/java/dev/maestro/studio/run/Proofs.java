package dev.maestro.studio.run;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.Proof;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks whether a completion is proved, believing the remote more than the report. Pure but for
 * git.
 */
final class Proofs {

    private Proofs() {}

    /**
     * @param epic where the epic stands
     * @return the proved commit
     * @throws Refused {@code proof_missing} with everything that lacks in {@code missing}
     */
    static String develop(
            RunMethod.Complete complete,
            Task task,
            Project project,
            BareClone clone,
            String epicRef,
            CommitId epic) {
        Proof proof = complete.proof().orElseThrow(() -> missing(List.of("proof")));
        List<String> missing = new ArrayList<>();
        if (!proof.clean()) {
            missing.add("clean_tree");
        }
        if (!proof.branch().equals(task.branch())) {
            missing.add("branch");
        }
        if (project.checkCommand().isPresent()
                && proof.check().filter(check -> check.exitCode() == 0).isEmpty()) {
            missing.add("check");
        }
        if (!proof.commit().matches("[0-9a-f]{40}")) {
            missing.add("commit");
        }
        if (missing.isEmpty()) {
            CommitId commit = CommitId.parse(proof.commit());
            if (!clone.remoteHead(task.branchRef()).filter(commit::equals).isPresent()
                    || !clone.fetchCommit(commit, task.branchRef())) {
                missing.add("pushed_commit");
            } else if (!differs(clone, epicRef, epic, commit)) {
                missing.add("diff");
            }
        }
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        return proof.commit();
    }

    /**
     * @throws Refused {@code proof_missing} when the verdict is not there or judges another commit
     */
    static void review(RunMethod.Complete complete, Run run) {
        RunMethod.Verdict verdict =
                complete.verdict().orElseThrow(() -> missing(List.of("verdict")));
        if (!run.commitId().filter(verdict.commit()::equals).isPresent()) {
            throw missing(List.of("verdict_commit"));
        }
        if (!verdict.approved() && verdict.reason().isBlank()) {
            throw missing(List.of("verdict_reason"));
        }
    }

    /**
     * @throws Refused {@code proof_missing} without the result of the check
     */
    static void gate(RunMethod.Complete complete) {
        if (complete.check().isEmpty()) {
            throw missing(List.of("check"));
        }
    }

    private static boolean differs(
            BareClone clone, String epicRef, CommitId epic, CommitId commit) {
        try {
            return clone.fetchCommit(epic, epicRef) && !clone.diff(epic, commit).isEmpty();
        } catch (GitFailed noCommonAncestor) {
            return false;
        }
    }

    private static Refused missing(List<String> what) {
        return new Refused(
                RefusalCode.PROOF_MISSING,
                "the completion is not proved: " + String.join(", ", what),
                Map.of("missing", List.copyOf(what)));
    }
}
