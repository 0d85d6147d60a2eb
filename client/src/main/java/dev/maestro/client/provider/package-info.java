/**
 * The seam to the programs that write and judge: what a provider is given, what it answers, why it
 * failed. Below it one package a provider, none knowing another.
 */
@NullMarked
package dev.maestro.client.provider;

import org.jspecify.annotations.NullMarked;
