package dev.maestro.studio.workspace;

import java.time.Instant;

/**
 * An invite as its maker gets it, once.
 *
 * @param url the address to hand on; holds the secret
 */
public record NewInvite(String url, Instant expiresAt) {}
