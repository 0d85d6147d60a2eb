package dev.maestro.studio.workspace;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.util.List;

/** The tenants and their members. Any thread may use it. */
public final class Workspaces {

    private static final int NAME_LENGTH = 80;

    private final Database database;
    private final Access access;

    private Workspaces(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    public static Workspaces open(Database database, Access access) {
        return new Workspaces(database, access);
    }

    /** Where the user is a member, the oldest membership first. */
    public List<Membership> ofUser(UserId user) {
        return database.reading(tx -> WorkspaceStore.ofUser(tx, user));
    }

    /**
     * The user's place in the workspace with this slug.
     *
     * @throws Refused {@code not_found} also for strangers
     */
    public Membership bySlug(UserId user, String slug) {
        return database.reading(tx -> WorkspaceStore.bySlug(tx, user, slug))
                .orElseThrow(() -> Refused.notFound("workspace", slug));
    }

    /**
     * @throws Refused {@code not_found} also for strangers
     */
    public Workspace workspace(UserId by, WorkspaceId id) {
        return database.reading(tx -> {
            access.require(tx, by, id, Permission.VIEW);
            return workspace(tx, id);
        });
    }

    /**
     * The members, the oldest first.
     *
     * @throws Refused {@code not_found} for strangers
     */
    public List<Member> members(UserId by, WorkspaceId id) {
        return database.reading(tx -> {
            access.require(tx, by, id, Permission.VIEW);
            return MemberStore.ofWorkspace(tx, id);
        });
    }

    Workspace workspace(Transaction tx, WorkspaceId id) {
        return WorkspaceStore.byId(tx, id).orElseThrow(() -> Refused.notFound("workspace", id));
    }

    /** A new workspace with its owner; the slug is made from the name and numbered when taken. */
    Workspace create(Transaction tx, UserId owner, String name) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > NAME_LENGTH) {
            throw Refused.invalid(
                    "workspace", "a workspace's name has 1 to " + NAME_LENGTH + " characters");
        }
        String slug = Slug.of(called);
        Workspace workspace = new Workspace(WorkspaceId.random(), slug, called);
        for (int number = 2; !WorkspaceStore.insert(tx, workspace); number++) {
            workspace = new Workspace(workspace.id(), slug + "-" + number, called);
        }
        MemberStore.insert(tx, workspace.id(), owner, Role.OWNER);
        return workspace;
    }
}
