/**
 * What a person may set on this machine, as values: what each provider runs with, what a project's
 * worktrees need, how agents are confined. Read from {@code config.toml} and {@code projects.toml};
 * every room may use it.
 */
@NullMarked
package dev.maestro.client.settings;

import org.jspecify.annotations.NullMarked;
