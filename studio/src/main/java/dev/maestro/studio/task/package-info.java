/**
 * One piece of work and what it waits for: the lifecycle of a task, its rounds of review, bounded
 * retries, comments, and what an operator may do. The verbs that take a transaction are for the
 * rooms above (runs, reviews, merges), which move a task together with their own things.
 */
@NullMarked
package dev.maestro.studio.task;

import org.jspecify.annotations.NullMarked;
