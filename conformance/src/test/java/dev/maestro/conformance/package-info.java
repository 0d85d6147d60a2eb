/**
 * The exam, examined: our own hub passes it, and hubs that are broken on purpose do not. A fault is
 * planted by a go-between in front of the real hub.
 */
@NullMarked
package dev.maestro.conformance;

import org.jspecify.annotations.NullMarked;
