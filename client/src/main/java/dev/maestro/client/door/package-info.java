/**
 * What an agent may ask of its own run while it works: a socket that answers for that one run, is
 * closed with it, and is the only way from behind the fence to the daemon. The daemon's side
 * ({@code work}) and the tool server's side ({@code mcp}) meet here.
 */
@NullMarked
package dev.maestro.client.door;

import org.jspecify.annotations.NullMarked;
