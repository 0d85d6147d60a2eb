/**
 * The JSON-RPC 2.0 envelope: request, response, notification, error. Ids are strings, as the
 * contract says.
 */
@NullMarked
package dev.maestro.protocol.rpc;

import org.jspecify.annotations.NullMarked;
