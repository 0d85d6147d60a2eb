package dev.maestro.studio.identity;

import java.util.UUID;

/**
 * What an access token says.
 *
 * @param family of the refresh tokens it comes from; when that ends, so does the token
 */
public record Grant(UserId user, UUID family, ChannelScope scope) {}
