/**
 * OpenCode, as a server of this run's own: {@code opencode serve} on loopback, driven over HTTP. Of
 * its ways to be driven only this one tells when it waits for a limit, takes directives while it
 * works, and can be asked to stop; {@code opencode run} is silent for days and hears no signal.
 */
@NullMarked
package dev.maestro.client.provider.opencode;

import org.jspecify.annotations.NullMarked;
