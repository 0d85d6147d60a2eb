package dev.maestro.studio.workspace;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.NewFamily;
import dev.maestro.studio.identity.NewUser;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.TokenPair;
import dev.maestro.studio.identity.User;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How machines and people get in: by an address with a secret that works once, within seven days,
 * and only while its maker could still make it. Any thread may use it.
 */
public final class Invites {

    /** How long an invite waits. */
    public static final Duration LIFE = Duration.ofDays(7);

    private record Created(SecretToken token, Instant expiresAt) {}

    private record MachineLetIn(User user, Workspace workspace, NewFamily family) {}

    private final Database database;
    private final Identity identity;
    private final Workspaces workspaces;
    private final Access access;
    private final String publicUrl;
    private final SecureRandom random = new SecureRandom();

    private Invites(
            Database database,
            Identity identity,
            Workspaces workspaces,
            Access access,
            String publicUrl) {
        this.database = database;
        this.identity = identity;
        this.workspaces = workspaces;
        this.access = access;
        this.publicUrl = publicUrl;
    }

    /**
     * @param publicUrl where browsers and machines find this studio, without a slash at the end
     */
    public static Invites open(
            Database database,
            Identity identity,
            Workspaces workspaces,
            Access access,
            String publicUrl) {
        return new Invites(database, identity, workspaces, access, publicUrl);
    }

    /**
     * An invite for one machine of the member itself, to be given to {@code maestro auth}.
     *
     * @throws Refused {@code not_found} for strangers, {@code forbidden} for who may not run work
     */
    public NewInvite createCli(UserId by, WorkspaceId workspace) {
        return create(by, workspace, InviteKind.CLI, null);
    }

    /**
     * An invite that makes one person a member.
     *
     * @throws Refused {@code not_found} for strangers, {@code forbidden} for who may not manage
     *     members or has a smaller role than the invite would give
     */
    public NewInvite createWorkspace(UserId by, WorkspaceId workspace, Role role) {
        return create(by, workspace, InviteKind.WORKSPACE, role);
    }

    /**
     * What the invite is for, without using it up.
     *
     * @throws Refused {@code not_found} when it was never given out, {@code conflict} when it was
     *     used, is too old, or its maker may not invite any more
     */
    public Invitation look(SecretToken token) {
        return database.inTransaction(tx -> {
            InviteStore.Row invite = usable(tx, token);
            return new Invitation(
                    invite.kind(),
                    workspaces.workspace(tx, invite.workspaceId()).name(),
                    identity.users().user(tx, invite.createdBy()).name(),
                    invite.role());
        });
    }

    /**
     * Lets a machine in as the member who made the invite.
     *
     * @param machine what the machine calls itself, for people
     * @throws Refused as {@link #look}; {@code invalid_params} for an invite of a person
     */
    public Redeemed redeem(SecretToken token, String machine) {
        MachineLetIn in =
                database.inTransaction(tx -> {
                    InviteStore.Row invite = usable(tx, token, InviteKind.CLI);
                    InviteStore.redeem(tx, invite.id(), invite.createdBy());
                    return new MachineLetIn(
                            identity.users().user(tx, invite.createdBy()),
                            workspaces.workspace(tx, invite.workspaceId()),
                            identity.refreshTokens().issue(tx, invite.createdBy(), machine));
                });
        return new Redeemed(in.user(), in.workspace(), identity.refreshTokens().pair(in.family()));
    }

    /** Lets in the machine at which a user has just signed up, who needs no invite any more. */
    TokenPair letIn(UserId user, String machine) {
        NewFamily family =
                database.inTransaction(tx -> identity.refreshTokens().issue(tx, user, machine));
        return identity.refreshTokens().pair(family);
    }

    /**
     * Makes somebody who is signed in a member.
     *
     * @throws Refused as {@link #look}; {@code invalid_params} for an invite of a machine; {@code
     *     conflict} when the user is a member already, and the invite stays good
     */
    public SignedUp join(SecretToken token, UserId user) {
        return database.inTransaction(tx ->
                join(tx, usable(tx, token, InviteKind.WORKSPACE), identity.users().user(tx, user)));
    }

    /**
     * Makes somebody new a user and a member.
     *
     * @throws Refused as {@link #join(SecretToken, UserId)}; {@code conflict} when there is a user
     *     with this address; {@code invalid_params} naming the field
     */
    public SignedUp join(SecretToken token, String email, String name, String password) {
        look(token);
        NewUser prepared = identity.users().prepare(email, name, password);
        return database.inTransaction(tx -> {
            InviteStore.Row invite = usable(tx, token, InviteKind.WORKSPACE);
            return join(tx, invite, identity.users().create(tx, prepared));
        });
    }

    /**
     * Those that could still be used, the newest first.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public List<OpenInvite> open(UserId by, WorkspaceId workspace) {
        return database.reading(tx -> {
            access.require(tx, by, workspace, Permission.MANAGE_MEMBERS);
            return InviteStore.open(tx, workspace);
        });
    }

    private SignedUp join(Transaction tx, InviteStore.Row invite, User user) {
        Workspace workspace = workspaces.workspace(tx, invite.workspaceId());
        if (!MemberStore.insert(tx, workspace.id(), user.id(), invite.role().orElseThrow())) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "%s is a member of %s already".formatted(user.email(), workspace.name()));
        }
        InviteStore.redeem(tx, invite.id(), user.id());
        return new SignedUp(user, workspace);
    }

    private NewInvite create(
            UserId by, WorkspaceId workspace, InviteKind kind, @Nullable Role role) {
        Created created =
                database.inTransaction(tx -> {
                    access.require(tx, by, workspace, needed(kind));
                    if (role != null && !own(tx, by, workspace).atLeast(role)) {
                        throw new Refused(
                                RefusalCode.FORBIDDEN,
                                "nobody can give a greater role than their own");
                    }
                    SecretToken token = SecretToken.random(random);
                    Instant expiresAt = tx.now().plus(LIFE);
                    InviteStore.insert(tx, token.hash(), kind, workspace, role, by, expiresAt);
                    return new Created(token, expiresAt);
                });
        return new NewInvite(publicUrl + "/invites/" + created.token().text(), created.expiresAt());
    }

    private Role own(Transaction tx, UserId user, WorkspaceId workspace) {
        return access.role(tx, user, workspace).orElseThrow();
    }

    private InviteStore.Row usable(Transaction tx, SecretToken token, InviteKind kind) {
        InviteStore.Row invite = usable(tx, token);
        if (invite.kind() != kind) {
            throw Refused.invalid(
                    "token",
                    switch (kind) {
                        case CLI -> "this invite is for a person: open its address in a browser";
                        case WORKSPACE ->
                                "this invite is for a machine: give it to the command maestro auth";
                    });
        }
        return invite;
    }

    private InviteStore.Row usable(Transaction tx, SecretToken token) {
        InviteStore.Row invite =
                InviteStore.lock(tx, token.hash())
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.NOT_FOUND,
                                        "this invite is unknown: was all of it copied?"));
        if (invite.redeemedAt().isPresent()) {
            throw gone("used", "this invite was used already: ask for a new one");
        }
        if (!tx.now().isBefore(invite.expiresAt())) {
            throw gone("expired", "this invite has expired: ask for a new one");
        }
        boolean stillGood =
                access.role(tx, invite.createdBy(), invite.workspaceId())
                        .filter(role -> role.may(needed(invite.kind())))
                        .isPresent();
        if (!stillGood) {
            throw gone("withdrawn", "who made this invite may not invite any more");
        }
        return invite;
    }

    private static Permission needed(InviteKind kind) {
        return switch (kind) {
            case CLI -> Permission.RUN_WORK;
            case WORKSPACE -> Permission.MANAGE_MEMBERS;
        };
    }

    private static Refused gone(String reason, String sentence) {
        return new Refused(RefusalCode.CONFLICT, sentence, Map.of("reason", reason));
    }
}
