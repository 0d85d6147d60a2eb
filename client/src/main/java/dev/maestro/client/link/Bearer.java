package dev.maestro.client.link;

import dev.maestro.protocol.Refused;

/** Where the access token of one identity comes from. Any thread may ask. */
public interface Bearer {

    /**
     * A token that is good for a while; refreshed when it is about to expire.
     *
     * @throws Refused {@code unauthenticated} when the identity is no longer accepted
     * @throws StudioUnreachable when a refresh is due and Studio does not answer
     */
    String token();

    /** Studio did not accept this token although it had not expired. */
    void rejected(String token);
}
