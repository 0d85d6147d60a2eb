/**
 * Real agent programs for tests, as npm installs them below {@code target/agents} in the profile
 * {@code providers}, each with a home of its own in which it asks the scripted model. Classes named
 * {@code …Trial} use them; an ordinary run does not know them.
 */
@NullMarked
package dev.maestro.client.agents;

import org.jspecify.annotations.NullMarked;
