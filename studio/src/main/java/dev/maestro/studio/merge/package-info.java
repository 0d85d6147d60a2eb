/**
 * The way of an approved commit into the epic, and of the epic into the base branch: one merge at a
 * time and plan, made in Studio's bare clone, checked by a gate on the merge result, landed by a
 * compare-and-set push. The release and the removal of branches that are merged belong here too.
 *
 * <p>Everything is found by looking at the rows ({@link dev.maestro.studio.merge.Merges#sweep}), so
 * a kill between any two statements needs no repair: a merge commit carries the date of its row and
 * is the same when it is made again, a push that was done is recognised, and every step is recorded
 * only if the row is still where it was read. Two studios may sweep one project at once.
 */
@NullMarked
package dev.maestro.studio.merge;

import org.jspecify.annotations.NullMarked;
