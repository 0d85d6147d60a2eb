/** A small Studio for tests: a real hub, real HTTP, answers as each test wants them. */
@NullMarked
package dev.maestro.client.studio;

import org.jspecify.annotations.NullMarked;
