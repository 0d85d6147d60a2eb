/**
 * What is wrong on this machine, and how to mend it: one examination a thing that can be wrong.
 * {@code Doctor} is the door.
 */
@NullMarked
package dev.maestro.client.doctor;

import org.jspecify.annotations.NullMarked;
