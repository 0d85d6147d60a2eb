/** Tests of single parts of the cluster. */
@NullMarked
package dev.maestro.hub.cluster;

import org.jspecify.annotations.NullMarked;
