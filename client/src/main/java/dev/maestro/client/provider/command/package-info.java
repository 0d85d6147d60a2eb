/**
 * The {@code command} provider: any program the user names. What it is given and what it may say is
 * in {@code docs/providers.md}.
 */
@NullMarked
package dev.maestro.client.provider.command;

import org.jspecify.annotations.NullMarked;
