package dev.maestro.studio.workspace;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.identity.Users;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;

/**
 * How memberships change and end. Nobody changes somebody greater than themselves, and a workspace
 * keeps an owner. What a membership had opened closes within a second. Any thread may use it.
 */
public final class Members {

    private final Database database;
    private final Users users;
    private final Access access;

    private Members(Database database, Users users, Access access) {
        this.database = database;
        this.users = users;
        this.access = access;
    }

    public static Members open(Database database, Users users, Access access) {
        return new Members(database, users, access);
    }

    /**
     * @throws Refused {@code not_found}; {@code forbidden} for who may not manage members, or has a
     *     smaller role than the member has or would get; {@code conflict} for the last owner
     */
    public void change(UserId by, WorkspaceId workspace, UserId user, Role role) {
        database.inTransactionDo(tx -> {
            Role before = member(tx, by, workspace, user);
            requireAtLeast(own(tx, by, workspace), role);
            if (role != Role.OWNER) {
                keepAnOwner(tx, workspace, before);
            }
            MemberStore.role(tx, workspace, user, role);
        });
    }

    /**
     * Ends a membership; everybody may end their own.
     *
     * @throws Refused as {@link #change}
     */
    public void remove(UserId by, WorkspaceId workspace, UserId user) {
        database.inTransactionDo(tx -> {
            Role role =
                    by.equals(user) ? locked(tx, workspace, user) : member(tx, by, workspace, user);
            keepAnOwner(tx, workspace, role);
            MemberStore.delete(tx, workspace, user);
        });
    }

    /**
     * A user leaves for good: all memberships and every sign-in end.
     *
     * @throws Refused {@code conflict} for the last owner of a workspace
     */
    public void leave(UserId user) {
        database.inTransactionDo(tx -> {
            for (WorkspaceId workspace : MemberStore.workspaces(tx, user)) {
                keepAnOwner(tx, workspace, locked(tx, workspace, user));
                MemberStore.delete(tx, workspace, user);
            }
            users.end(tx, user);
        });
    }

    private Role member(Transaction tx, UserId by, WorkspaceId workspace, UserId user) {
        access.require(tx, by, workspace, Permission.MANAGE_MEMBERS);
        Role role = locked(tx, workspace, user);
        requireAtLeast(own(tx, by, workspace), role);
        return role;
    }

    private Role own(Transaction tx, UserId by, WorkspaceId workspace) {
        return access.role(tx, by, workspace).orElseThrow();
    }

    private static Role locked(Transaction tx, WorkspaceId workspace, UserId user) {
        return MemberStore.lock(tx, workspace, user)
                .orElseThrow(() -> Refused.notFound("member", user));
    }

    private static void requireAtLeast(Role own, Role other) {
        if (!own.atLeast(other)) {
            throw new Refused(
                    RefusalCode.FORBIDDEN, "nobody can manage a greater role than their own");
        }
    }

    private static void keepAnOwner(Transaction tx, WorkspaceId workspace, Role role) {
        if (role == Role.OWNER && MemberStore.owners(tx, workspace) == 1) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "workspace %s keeps an owner: make somebody else one first"
                            .formatted(workspace));
        }
    }
}
