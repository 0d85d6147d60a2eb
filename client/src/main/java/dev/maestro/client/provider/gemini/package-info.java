/**
 * Gemini CLI, headless: one start a turn, {@code gemini -o stream-json}. It is never asked for
 * permission this way; where a person is to be asked, {@link dev.maestro.client.provider.Providers}
 * drives the same program over the Agent Client Protocol.
 */
@NullMarked
package dev.maestro.client.provider.gemini;

import org.jspecify.annotations.NullMarked;
