/** Examines the wires alone, without the protocol that the hub speaks on them. */
@NullMarked
package dev.maestro.hub.transport;

import org.jspecify.annotations.NullMarked;
