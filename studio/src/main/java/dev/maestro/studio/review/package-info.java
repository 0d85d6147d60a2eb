/**
 * Judgements on exact commits. A task whose work is proved waits here for a verdict: of a review
 * run, given strictly and bound to the commit that was looked at, or of a person. An approval
 * stands when the same patch comes back after a conflict was resolved; everything else is looked at
 * again. Rounds of rejection are counted by the tasks, below.
 *
 * <p>Verdicts are found by looking at the rows ({@link dev.maestro.studio.review.Reviews#sweep}):
 * may be cut short anywhere, and run by two studios at once. Merges, above, ask which verdict let a
 * commit through.
 */
@NullMarked
package dev.maestro.studio.review;

import org.jspecify.annotations.NullMarked;
