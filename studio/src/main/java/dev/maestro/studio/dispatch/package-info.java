/**
 * Which run goes to which session, why, and when to take it back. The dispatcher looks at the state
 * of the database again and again and does what is due; it may be stopped at any instruction. Why a
 * run went where it went, and why a task waits, is kept or told as typed reasons.
 */
@NullMarked
package dev.maestro.studio.dispatch;

import org.jspecify.annotations.NullMarked;
