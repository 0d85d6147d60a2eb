/**
 * Who this machine is for each Studio: invitations redeemed, identities in {@code config.toml},
 * secrets in owner-only files, tokens refreshed before they expire. {@code Identities} is the door.
 */
@NullMarked
package dev.maestro.client.identity;

import org.jspecify.annotations.NullMarked;
