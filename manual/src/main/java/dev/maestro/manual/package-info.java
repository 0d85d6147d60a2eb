/**
 * Writes the pages and documents that must say what the code says: the contract for people, as
 * AsyncAPI and as OpenAPI; commands, settings, lifecycles. It is a module of its own because it
 * reads all programs at once, and because none of them should carry it. Nobody calls it but {@code
 * ./maestro docs}, and the tests that compare its pages with the files.
 */
@NullMarked
package dev.maestro.manual;

import org.jspecify.annotations.NullMarked;
