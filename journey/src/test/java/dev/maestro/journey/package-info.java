/**
 * Whole-system tests: the packaged Studio, the packaged client and scripted agents as processes, in
 * homes of their own below {@code target/journeys}. What they wait for are signals of those
 * processes: events, files, refs. {@link dev.maestro.journey.Scene} is where to begin.
 */
@NullMarked
package dev.maestro.journey;

import org.jspecify.annotations.NullMarked;
