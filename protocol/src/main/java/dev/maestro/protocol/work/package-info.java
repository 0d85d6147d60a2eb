/**
 * What Studio and client tell each other about work: one record a method, one record an event.
 * Field names are camel case here and snake case on the wire; every reader tolerates unknown
 * fields. Each component that is not always there is an {@code Optional}.
 */
@NullMarked
package dev.maestro.protocol.work;

import org.jspecify.annotations.NullMarked;
