package dev.maestro.studio.identity;

import java.util.UUID;

/** A machine that has just been let in, with its first refresh token. */
public record NewFamily(UserId user, UUID family, SecretToken token) {}
