/** The program, from its command line to its end. */
@NullMarked
package dev.maestro.hub.standalone;

import org.jspecify.annotations.NullMarked;
