/**
 * The commands, one a file: each gathers words, calls a door and prints. The only package that
 * prints or exits. Exit codes are in {@code ExitCode}.
 */
@NullMarked
package dev.maestro.client.cli;

import org.jspecify.annotations.NullMarked;
