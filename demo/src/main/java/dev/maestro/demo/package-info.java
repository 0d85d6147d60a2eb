/**
 * The main job on a real repository, driven through the two packaged programs as a user would drive
 * them: Studio over HTTP, the client by its commands. Knows no class of either. The journeys and
 * the benchmarks build on {@link Stage}.
 */
@NullMarked
package dev.maestro.demo;

import org.jspecify.annotations.NullMarked;
