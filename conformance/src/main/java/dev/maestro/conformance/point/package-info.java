/**
 * The points of the exam: a class an area, a method a point. To add one, write a method and name it
 * in the area's list; a new area goes into {@code Areas}.
 */
@NullMarked
package dev.maestro.conformance.point;

import org.jspecify.annotations.NullMarked;
