/** The {@code manual} provider: a person works in the worktree and says when it is done. */
@NullMarked
package dev.maestro.client.provider.manual;

import org.jspecify.annotations.NullMarked;
