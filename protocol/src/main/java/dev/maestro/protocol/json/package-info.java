/**
 * The only place a message becomes JSON or comes from it. Snake case on the wire; unknown fields
 * are tolerated, as the contract demands.
 */
@NullMarked
package dev.maestro.protocol.json;

import org.jspecify.annotations.NullMarked;
