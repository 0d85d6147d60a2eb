/**
 * The command line and the daemon. {@code ClientMain} is the program; everything is built here, by
 * hand.
 */
@NullMarked
package dev.maestro.client;

import org.jspecify.annotations.NullMarked;
