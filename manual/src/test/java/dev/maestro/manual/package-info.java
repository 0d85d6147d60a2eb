/** Compares the written pages with what the code says, and has strangers validate the documents. */
@NullMarked
package dev.maestro.manual;

import org.jspecify.annotations.NullMarked;
