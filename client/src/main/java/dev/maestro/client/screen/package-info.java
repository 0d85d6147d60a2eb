/**
 * The screen that people watch and steer with: a state, a picture of it, and what a key does to it,
 * all without a terminal; and around them {@code Screen}, the door, which alone has one. It asks
 * the daemon over the control socket on threads of its own, so that no answer is ever waited for by
 * the picture. Nobody else imports the library that draws.
 */
@NullMarked
package dev.maestro.client.screen;

import org.jspecify.annotations.NullMarked;
