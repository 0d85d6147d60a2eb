/**
 * Who somebody is: users and their passwords, browser sessions, access and refresh tokens and the
 * keys that sign them. It knows nothing of workspaces, roles or HTTP; every room above may ask it.
 * Secrets are kept as hashes only, and all comparisons of secrets take the same time.
 */
@NullMarked
package dev.maestro.studio.identity;

import org.jspecify.annotations.NullMarked;
