/**
 * The {@code codex} provider: Codex by its app server, JSON-RPC on standard input and output. Its
 * {@code exec} could not be steered, says why it failed in words only, and never asks.
 */
@NullMarked
package dev.maestro.client.provider.codex;

import org.jspecify.annotations.NullMarked;
