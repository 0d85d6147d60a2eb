/**
 * A goal broken into phases and tasks: the Markdown outline people write, the lifecycle of a plan,
 * its epic branch, and changes to a running plan. This room writes the rows of new tasks, because a
 * plan and its tasks are born together; from then on they belong to the room of tasks, which stands
 * above this one. Consequences of a pause or a cancellation are drawn by the dispatcher.
 */
@NullMarked
package dev.maestro.studio.plan;

import org.jspecify.annotations.NullMarked;
