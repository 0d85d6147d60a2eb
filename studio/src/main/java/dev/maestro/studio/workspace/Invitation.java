package dev.maestro.studio.workspace;

import java.util.Optional;

/**
 * What somebody who holds an invite may know before taking it.
 *
 * @param role present for invites of people
 */
public record Invitation(
        InviteKind kind, String workspaceName, String inviterName, Optional<Role> role) {}
