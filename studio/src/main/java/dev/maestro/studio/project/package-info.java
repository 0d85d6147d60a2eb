/**
 * Repositories under orchestration: their remote, base branch and check command, the bare clone
 * that Studio keeps of each, and the numbered news of each. Rooms above ask {@link
 * dev.maestro.studio.project.Projects} who may see a project, and use its clone; this room knows
 * only workspaces and users.
 */
@NullMarked
package dev.maestro.studio.project;

import org.jspecify.annotations.NullMarked;
