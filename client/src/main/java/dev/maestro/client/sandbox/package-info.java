/**
 * What an agent or a check may touch: the run's worktree, its git directory as needed, a private
 * temporary directory and the provider's own state; one implementation an operating system.
 */
@NullMarked
package dev.maestro.client.sandbox;

import org.jspecify.annotations.NullMarked;
