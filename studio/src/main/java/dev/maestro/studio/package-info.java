/**
 * The program: {@code StudioMain} reads the settings and stays; {@code Studio} builds everything by
 * hand, in reading order, and takes it down in reverse.
 */
@NullMarked
package dev.maestro.studio;

import org.jspecify.annotations.NullMarked;
