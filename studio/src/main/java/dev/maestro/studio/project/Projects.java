package dev.maestro.studio.project;

import dev.maestro.git.BareClone;
import dev.maestro.git.BranchName;
import dev.maestro.git.RemoteKey;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.SessionMethod.EventNotification;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.workspace.Access;
import dev.maestro.studio.workspace.Permission;
import dev.maestro.studio.workspace.Role;
import dev.maestro.studio.workspace.WorkspaceId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The door of the projects. Any thread may use it. */
public final class Projects {

    private static final Duration LONGEST_CHECK = Duration.ofDays(1);

    private final Database database;
    private final Access access;
    private final Clones clones;

    private Projects(Database database, Access access, Clones clones) {
        this.database = database;
        this.access = access;
        this.clones = clones;
    }

    public static Projects open(Database database, Access access, Clones clones) {
        return new Projects(database, access, clones);
    }

    /**
     * Takes a repository under care. The remote is asked first, outside any transaction.
     *
     * @throws Refused {@code invalid_params} when there is no repository at the address or it has
     *     no such base branch; {@code conflict} when the workspace has a project for this remote;
     *     {@code not_found} or {@code forbidden} as {@link Access#require} says
     */
    public Project create(UserId by, WorkspaceId workspace, NewProject wanted) {
        access.require(by, workspace, Permission.MANAGE_PROJECT);
        String name = name(wanted.name());
        String url = wanted.remoteUrl().strip();
        RemoteKey key = key(url);
        int timeout = seconds(wanted.checkTimeout().orElse(Duration.ofMinutes(10)));
        database.reading(tx -> {
            refuseTaken(tx, workspace, key);
            return true;
        });
        ProjectId id = ProjectId.random();
        boolean created = false;
        try {
            String base = baseBranch(clone(id, url), url, wanted.baseBranch());
            Project project =
                    database.inTransaction(tx -> {
                        ProjectStore.lockWorkspace(tx, workspace);
                        refuseTaken(tx, workspace, key);
                        return ProjectStore.insert(
                                tx,
                                new Project(
                                        id,
                                        workspace,
                                        Slug.free(name, ProjectStore.slugs(tx, workspace)),
                                        name,
                                        key,
                                        url,
                                        base,
                                        command(wanted.checkCommand()),
                                        timeout,
                                        by,
                                        tx.now(),
                                        0));
                    });
            created = true;
            return project;
        } finally {
            if (!created) {
                clones.forget(id);
            }
        }
    }

    /**
     * @throws Refused {@code invalid_params}, {@code not_found} or {@code forbidden} as for {@link
     *     #create}
     */
    public Project edit(UserId by, ProjectId id, ProjectEdit edit) {
        Project before = require(by, id, Permission.MANAGE_PROJECT);
        String base =
                edit.baseBranch().isPresent()
                        ? baseBranch(clones.of(before), before.remoteUrl(), edit.baseBranch())
                        : before.baseBranch();
        String name = name(edit.name().orElse(before.name()));
        Optional<String> command =
                edit.checkCommand().isPresent()
                        ? command(edit.checkCommand())
                        : before.checkCommand();
        int timeout = seconds(edit.checkTimeout().orElse(before.checkTimeout()));
        return database.inTransaction(
                tx -> ProjectStore.update(tx, id, name, base, command, timeout));
    }

    public Optional<Project> find(ProjectId id) {
        return database.reading(tx -> ProjectStore.find(tx, id));
    }

    /**
     * @throws Refused {@code not_found}
     */
    public Project project(ProjectId id) {
        return database.reading(tx -> project(tx, id));
    }

    /** As {@link #project(ProjectId)}, inside the caller's transaction. */
    public Project project(Transaction tx, ProjectId id) {
        return ProjectStore.find(tx, id).orElseThrow(() -> Refused.notFound("project", id));
    }

    /**
     * The project, when this user may do this in it.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public Project require(UserId user, ProjectId id, Permission permission) {
        return database.reading(tx -> require(tx, user, id, permission));
    }

    /** As {@link #require(UserId, ProjectId, Permission)}, inside the caller's transaction. */
    public Project require(Transaction tx, UserId user, ProjectId id, Permission permission) {
        Project project = project(tx, id);
        if (access.role(tx, user, project.workspaceId()).isEmpty()) {
            throw Refused.notFound("project", id);
        }
        access.require(tx, user, project.workspaceId(), permission);
        return project;
    }

    /** Those of the demands that are not met. */
    public Set<Demand> denied(Collection<Demand> demands) {
        if (demands.isEmpty()) {
            return Set.of();
        }
        Map<ProjectStore.Place, Role> roles =
                database.reading(tx ->
                        ProjectStore.roles(
                                        tx,
                                        demands.stream()
                                                .map(each ->
                                                        new ProjectStore.Place(
                                                                each.user(), each.project()))
                                                .collect(Collectors.toSet()))
                                .stream()
                                .collect(
                                        Collectors.toMap(
                                                each ->
                                                        new ProjectStore.Place(
                                                                each.userId(), each.projectId()),
                                                ProjectStore.RoleRow::role)));
        return demands.stream()
                .filter(each -> {
                    Role role = roles.get(new ProjectStore.Place(each.user(), each.project()));
                    return role == null || !role.may(each.permission());
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    public List<Project> ofWorkspace(WorkspaceId workspace) {
        return database.reading(tx -> ProjectStore.ofWorkspace(tx, workspace));
    }

    /** All projects of all workspaces the user is a member of. */
    public List<Project> ofUser(UserId user) {
        return database.reading(tx -> ProjectStore.ofUser(tx, user));
    }

    /** The user's project for a remote; the oldest, when several workspaces have one. */
    public Optional<Project> byRemote(UserId user, RemoteKey key) {
        return ofUser(user).stream().filter(each -> each.remoteKey().equals(key)).findFirst();
    }

    /** The user's project of this slug; the oldest, when several workspaces have one. */
    public Optional<Project> bySlug(UserId user, String slug) {
        return ofUser(user).stream().filter(each -> each.slug().equals(slug)).findFirst();
    }

    /** The first {@code limit} events after a number, in order. */
    public List<EventNotification> events(ProjectId id, long after, int limit) {
        return database.reading(tx -> ProjectStore.events(tx, id, after, limit));
    }

    /** The newest events, newest first. */
    public List<EventNotification> recentEvents(ProjectId id, int limit) {
        return database.reading(tx -> ProjectStore.recentEvents(tx, id, limit));
    }

    private void refuseTaken(Transaction tx, WorkspaceId workspace, RemoteKey key) {
        ProjectStore.ofWorkspace(tx, workspace).stream()
                .filter(each -> each.remoteKey().equals(key))
                .findFirst()
                .ifPresent(taken -> {
                    throw new Refused(
                            RefusalCode.CONFLICT,
                            "the project %s is the one for %s already"
                                    .formatted(taken.name(), key.value()),
                            Map.of("project", taken.id().toString()));
                });
    }

    private BareClone clone(ProjectId id, String url) {
        try {
            return clones.of(id, url);
        } catch (IllegalArgumentException notARepository) {
            throw Refused.invalid("remote_url", String.valueOf(notARepository.getMessage()));
        }
    }

    private static RemoteKey key(String url) {
        try {
            return RemoteKey.of(url);
        } catch (IllegalArgumentException notARemote) {
            throw Refused.invalid("remote_url", String.valueOf(notARemote.getMessage()));
        }
    }

    private static String baseBranch(BareClone clone, String url, Optional<String> wanted) {
        try {
            BranchName base =
                    wanted.map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .map(BranchName::new)
                            .or(clone::defaultBranch)
                            .orElseThrow(() ->
                                    Refused.invalid(
                                            "remote_url",
                                            "%s is an empty repository: push a first commit"
                                                    .formatted(url)));
            if (clone.remoteHead(base.ref()).isEmpty()) {
                throw Refused.invalid(
                        "base_branch", "%s has no branch %s".formatted(url, base.value()));
            }
            return base.value();
        } catch (IllegalArgumentException notABranch) {
            throw Refused.invalid("base_branch", String.valueOf(notABranch.getMessage()));
        }
    }

    private static String name(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.length() > 100) {
            throw Refused.invalid("name", "a project's name has 1 to 100 characters");
        }
        return name;
    }

    private static Optional<String> command(Optional<String> text) {
        return text.map(String::strip).filter(command -> !command.isEmpty());
    }

    private static int seconds(Duration timeout) {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_CHECK) > 0) {
            throw Refused.invalid(
                    "check_timeout_seconds", "a check may take from one second to one day");
        }
        return Math.toIntExact(timeout.toSeconds());
    }
}
