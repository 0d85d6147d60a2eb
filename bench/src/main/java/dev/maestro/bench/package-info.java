/**
 * The figures in {@code docs/performance.md}: one class a figure, run by {@code ./maestro bench
 * [NAME]}. They drive the packaged programs as a user does, or a library against a named baseline
 * in the same run; what they print is a table in Markdown with the command that made it.
 */
@NullMarked
package dev.maestro.bench;

import org.jspecify.annotations.NullMarked;
