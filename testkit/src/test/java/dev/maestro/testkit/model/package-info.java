/** Asks the scripted model by bare HTTP, as no program of a vendor would do it better. */
@NullMarked
package dev.maestro.testkit.model;

import org.jspecify.annotations.NullMarked;
