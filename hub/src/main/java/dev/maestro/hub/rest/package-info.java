/**
 * The signed HTTP side of the protocol: publish events, ask for channels and users, end a user's
 * connections.
 *
 * <p>{@link dev.maestro.hub.rest.HubApi} is a function from a request to an answer; it waits for
 * nobody and knows no HTTP library. What is refused is an {@link dev.maestro.hub.rest.ApiRefusal},
 * which becomes a status and a sentence in one place.
 */
@NullMarked
package dev.maestro.hub.rest;

import org.jspecify.annotations.NullMarked;
