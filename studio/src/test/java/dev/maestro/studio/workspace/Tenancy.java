package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.IdentityConfig;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.TokenPair;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.StudioDatabase;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * People and workspaces for tests: the real rooms on a fresh database, with cheap passwords. For
 * the tests of every room.
 */
public record Tenancy(
        Database database,
        Identity identity,
        Access access,
        Workspaces workspaces,
        OwnerSetup ownerSetup,
        Members members,
        Invites invites)
        implements AutoCloseable {

    public static final String URL = "http://studio.test";
    public static final String PASSWORD = "correct horse battery";

    public static Tenancy open(InstantSource clock) {
        return on(StudioDatabase.open(clock), clock);
    }

    /** The rooms on a database that is there. */
    public static Tenancy on(Database database, InstantSource clock) {
        Identity identity =
                Identity.open(
                        database, IdentityConfig.defaults().withPasswordIterations(100), clock);
        Access access = Access.open(database);
        Workspaces workspaces = Workspaces.open(database, access);
        return new Tenancy(
                database,
                identity,
                access,
                workspaces,
                OwnerSetup.open(database, identity.users(), workspaces, URL),
                Members.open(database, identity.users(), access),
                Invites.open(database, identity, workspaces, access, URL));
    }

    /** The first user, with the first workspace; once per tenancy. */
    public SignedUp owner() {
        SecretToken token = token(ownerSetup.pendingLink().orElseThrow());
        return ownerSetup.signUp(
                token, "ada@example.org", "Ada Lovelace", PASSWORD, Optional.empty());
    }

    /** Somebody new, let into the workspace by one of its members. */
    public UserId member(UserId by, WorkspaceId workspace, Role role) {
        NewInvite invite = invites.createWorkspace(by, workspace, role);
        return invites.join(
                        token(invite.url()), UUID.randomUUID() + "@example.org", "Bob", PASSWORD)
                .user()
                .id();
    }

    /** Another tenant, with its own owner. */
    public SignedUp stranger() {
        return database.inTransaction(tx -> {
            var user =
                    identity.users()
                            .create(
                                    tx,
                                    identity.users()
                                            .prepare(
                                                    UUID.randomUUID() + "@example.com",
                                                    "Eve",
                                                    PASSWORD));
            return new SignedUp(user, workspaces.create(tx, user.id(), "Elsewhere"));
        });
    }

    /** With what a machine of the user speaks. */
    public String bearer(UserId user) {
        return "Bearer " + tokens(user).accessToken();
    }

    /** A machine of the user that was let in just now. */
    public TokenPair tokens(UserId user) {
        return identity.refreshTokens()
                .pair(
                        database.inTransaction(
                                tx -> identity.refreshTokens().issue(tx, user, "laptop")));
    }

    /** The secret at the end of a link. */
    public static SecretToken token(String link) {
        return SecretToken.of(link.substring(link.lastIndexOf('/') + 1));
    }

    @Override
    public void close() {
        database.close();
    }
}
