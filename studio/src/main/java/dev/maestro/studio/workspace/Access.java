package dev.maestro.studio.workspace;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.util.Locale;
import java.util.Optional;

/**
 * The one question every door asks: may this user do this in this workspace? Any thread may use it.
 */
public final class Access {

    private final Database database;

    private Access(Database database) {
        this.database = database;
    }

    public static Access open(Database database) {
        return new Access(database);
    }

    /**
     * Returns when the user may; opens a reading transaction of its own.
     *
     * @throws Refused {@code not_found} when the user is no member, so that strangers do not even
     *     learn that the workspace exists; {@code forbidden} when the role is too small
     */
    public void require(UserId user, WorkspaceId workspace, Permission permission) {
        check(role(user, workspace), workspace, permission);
    }

    /** As {@link #require(UserId, WorkspaceId, Permission)}, inside the caller's transaction. */
    public void require(Transaction tx, UserId user, WorkspaceId workspace, Permission permission) {
        check(role(tx, user, workspace), workspace, permission);
    }

    /** Whether the user may; never refuses. */
    public boolean may(UserId user, WorkspaceId workspace, Permission permission) {
        return role(user, workspace).filter(role -> role.may(permission)).isPresent();
    }

    /** The user's role, or empty for a stranger. */
    public Optional<Role> role(UserId user, WorkspaceId workspace) {
        return database.reading(tx -> role(tx, user, workspace));
    }

    /** As {@link #role(UserId, WorkspaceId)}, inside the caller's transaction. */
    public Optional<Role> role(Transaction tx, UserId user, WorkspaceId workspace) {
        return MemberStore.role(tx, user, workspace);
    }

    private static void check(Optional<Role> role, WorkspaceId workspace, Permission permission) {
        Role held = role.orElseThrow(() -> Refused.notFound("workspace", workspace));
        if (!held.may(permission)) {
            throw new Refused(
                    RefusalCode.FORBIDDEN,
                    "a %s may not do this: it needs the right %s"
                            .formatted(
                                    held.name().toLowerCase(Locale.ROOT),
                                    permission.name().toLowerCase(Locale.ROOT)));
        }
    }
}
