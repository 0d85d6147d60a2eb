/**
 * What both programs do with git: remotes made comparable, merges in a bare clone without a
 * checkout, compare-and-set pushes, worktrees, snapshots of unfinished work, trailers. Everything
 * runs the installed native git (2.39 or later) as a process, without a shell, with a fixed
 * environment, hooks switched off and a time-out. The studio enters through {@link
 * dev.maestro.git.BareClone}, the client through {@link dev.maestro.git.Worktrees}; nothing here
 * knows of plans, tasks or runs.
 */
@NullMarked
package dev.maestro.git;

import org.jspecify.annotations.NullMarked;
