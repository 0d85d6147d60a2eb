/**
 * The tenants: workspaces, who is a member with which role, what a role may do, and the invites and
 * the first sign-up by which people and machines get in. Rooms above ask {@link
 * dev.maestro.studio.workspace.Access} before they do anything for anybody; nothing crosses from
 * one workspace into another.
 */
@NullMarked
package dev.maestro.studio.workspace;

import org.jspecify.annotations.NullMarked;
