/**
 * The server of tools that an agent speaks to over its standard streams, by the official library of
 * the Model Context Protocol, which no other room may use. What it does for the agent it asks of
 * the run's {@link dev.maestro.client.door door}.
 */
@NullMarked
package dev.maestro.client.mcp;

import org.jspecify.annotations.NullMarked;
