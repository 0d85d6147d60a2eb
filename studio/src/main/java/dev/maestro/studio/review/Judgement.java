package dev.maestro.studio.review;

import dev.maestro.git.CommitId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.run.RunId;
import java.util.List;
import java.util.Optional;

/** A verdict that is about to be given: who says what about which commit. */
record Judgement(
        Optional<RunId> run,
        Optional<UserId> person,
        boolean approved,
        CommitId commit,
        String patch,
        String reason,
        List<String> findings,
        boolean carried) {

    private static final int LONGEST_COMMENT = 10_000;

    /** The reason and the findings, as they stand beside the task. */
    String comment() {
        StringBuilder text = new StringBuilder(reason);
        findings.forEach(finding -> text.append("\n- ").append(finding));
        return text.length() <= LONGEST_COMMENT
                ? text.toString()
                : text.substring(0, LONGEST_COMMENT) + "…";
    }

    static Judgement carried(Verdict approval, CommitId commit) {
        return new Judgement(
                Optional.empty(),
                Optional.empty(),
                true,
                commit,
                approval.patchId(),
                "the patch is the one approved as %s".formatted(approval.commitId().abbreviated()),
                List.of(),
                true);
    }
}
