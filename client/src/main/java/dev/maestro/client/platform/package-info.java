/**
 * What the client asks of the machine: the directory that holds everything of Maestro's for one
 * user, files nobody else can read, processes that end with the daemon. Knows nothing of Studio.
 */
@NullMarked
package dev.maestro.client.platform;

import org.jspecify.annotations.NullMarked;
