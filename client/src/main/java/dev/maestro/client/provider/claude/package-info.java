/**
 * The {@code claude} provider: Claude Code, headless, by its two-way stream of JSON lines, so that
 * directives reach it while it works and its requests for permission reach a person.
 */
@NullMarked
package dev.maestro.client.provider.claude;

import org.jspecify.annotations.NullMarked;
