/**
 * A model that says what a script tells it to, over HTTP on loopback: for tests with the real agent
 * programs, and for whatever else asks a model. It speaks the four wires of the vendors (Anthropic
 * Messages, OpenAI Responses, OpenAI Chat Completions, Gemini), so that what a test drives need not
 * know that no model is there. A test enters by {@link dev.maestro.testkit.model.ModelServer}, with
 * a {@link dev.maestro.testkit.model.Script} of {@link dev.maestro.testkit.model.Step}s and {@link
 * dev.maestro.testkit.model.Fault}s, and reads from it what the model was told.
 */
@NullMarked
package dev.maestro.testkit.model;

import org.jspecify.annotations.NullMarked;
