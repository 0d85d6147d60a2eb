package dev.maestro.studio.merge;

/** What moves a merge. */
public enum MergeTrigger {
    /** Its turn has come, the merge commit is made and is to be checked. */
    GATE,
    /** The same in a project without a check command. */
    SKIP_GATE,
    /** The branch holds the commit already. */
    FIND_MERGED,
    /** The two sides do not go together, or one of them is gone from the remote. */
    CONFLICT,
    /** The check ended with 0. */
    PASS,
    /** The check ended otherwise, or cannot be run. */
    FAIL,
    /** The branch was moved. */
    LAND,
    /** The merge commit is of no use: the branch is elsewhere by now, or our clone lost it. */
    MISS,
    /** The plan or the task no longer asks for it. */
    DROP
}
