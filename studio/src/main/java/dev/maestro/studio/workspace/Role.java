package dev.maestro.studio.workspace;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a member is, from most to least; each role has the rights of all that follow it. This is the
 * only place that says who may do what: pages, REST, RPC and channels all ask {@link Access}, which
 * asks this.
 */
public enum Role {
    OWNER(Permission.DELETE_WORKSPACE),
    ADMIN(Permission.MANAGE_MEMBERS, Permission.MANAGE_PROJECT),
    ARCHITECT(Permission.EDIT_PLAN, Permission.ACTIVATE_PLAN, Permission.RELEASE_PLAN),
    LEAD(Permission.STEER, Permission.PAUSE_PLAN, Permission.CANCEL_RUN),
    DEVELOPER(Permission.COMMENT, Permission.RUN_WORK, Permission.REVIEW),
    VIEWER(Permission.VIEW);

    private final Set<Permission> own;

    Role(Permission... own) {
        this.own = Set.of(own);
    }

    /** Whether a member with this role may do it. */
    public boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /** All rights of this role: its own and those of the roles below it. */
    public Set<Permission> permissions() {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        for (Role role : values()) {
            if (role.ordinal() >= ordinal()) {
                all.addAll(role.own);
            }
        }
        return Collections.unmodifiableSet(all);
    }

    /** Whether this role has every right of the other. */
    public boolean atLeast(Role other) {
        return ordinal() <= other.ordinal();
    }
}
