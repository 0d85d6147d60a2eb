/**
 * One piece of work and what it waits for: the lifecycle of a task, its rounds of review, bounded
 * retries, comments, and what an operator may do. {@code Tasks} answers what is asked and leads to
 * a door for each kind of caller. The verbs that take a transaction are for the rooms above (runs
 * by {@code attempts}, reviews and merges by {@code rounds}), which move a task together with their
 * own things.
 */
@NullMarked
package dev.maestro.studio.task;

import org.jspecify.annotations.NullMarked;
