/**
 * Tools for tests that know nothing of our domain: a clock that is set, a database of one's own,
 * programs that are run and killed, texts compared with files, and waiting for what happens on
 * other threads. For tests only.
 */
@NullMarked
package dev.maestro.testkit;

import org.jspecify.annotations.NullMarked;
