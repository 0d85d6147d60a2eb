/**
 * The open contract's edge: JSON-RPC requests of sessions become calls of doors, refusals become
 * error objects, and Studio's own requests go out on a session's channel. Nobody below knows how
 * messages travel.
 */
@NullMarked
package dev.maestro.studio.contract;

import org.jspecify.annotations.NullMarked;
