/** The HTTP side as a function. */
@NullMarked
package dev.maestro.hub.rest;

import org.jspecify.annotations.NullMarked;
