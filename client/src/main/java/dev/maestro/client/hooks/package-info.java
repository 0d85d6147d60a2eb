/**
 * What a person who runs an agent's program by hand wants in its configuration: the run's tools, or
 * hooks that tell the agent of its task. Written reversibly: what was there before is kept, what is
 * ours is known, and what others changed meanwhile stays.
 */
@NullMarked
package dev.maestro.client.hooks;

import org.jspecify.annotations.NullMarked;
