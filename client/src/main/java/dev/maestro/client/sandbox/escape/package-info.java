/**
 * The self-test of the sandbox: programs that really try to get out of it, on a machine of their
 * own that is thrown away afterwards. An attempt counts as blocked when what it wanted did not
 * happen, whatever it was told. Commands and tests come in by {@link
 * dev.maestro.client.sandbox.escape.SelfTest}.
 */
@NullMarked
package dev.maestro.client.sandbox.escape;

import org.jspecify.annotations.NullMarked;
