/**
 * Runs an agent's program for a provider: starts it behind the fence, reads what it prints line by
 * line in little memory, talks to it where it listens, watches its clocks, and ends it with
 * everything it started. What the lines mean is the provider's to know ({@link
 * dev.maestro.client.agent.StreamReader}); only providers come in here.
 */
@NullMarked
package dev.maestro.client.agent;

import org.jspecify.annotations.NullMarked;
