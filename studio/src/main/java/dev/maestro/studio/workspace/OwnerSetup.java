package dev.maestro.studio.workspace;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.NewUser;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.User;
import dev.maestro.studio.identity.Users;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * How the first user gets in: by a link that is printed at the start for as long as there is
 * nobody, and that works once. Any thread may use it.
 */
public final class OwnerSetup {

    private final Database database;
    private final Users users;
    private final Workspaces workspaces;
    private final String publicUrl;
    private final SecureRandom random = new SecureRandom();

    private OwnerSetup(Database database, Users users, Workspaces workspaces, String publicUrl) {
        this.database = database;
        this.users = users;
        this.workspaces = workspaces;
        this.publicUrl = publicUrl;
    }

    /**
     * @param publicUrl where browsers find this studio, without a slash at the end
     */
    public static OwnerSetup open(
            Database database, Users users, Workspaces workspaces, String publicUrl) {
        return new OwnerSetup(database, users, workspaces, publicUrl);
    }

    /**
     * A sign-up link to print, while nobody has signed up; links printed by earlier starts stay
     * good until one is used. A secret: whoever opens it first owns the studio.
     */
    public Optional<String> pendingLink() {
        return database.inTransaction(tx -> {
            OwnerSetupStore.lock(tx);
            if (users.areThere(tx)) {
                return Optional.empty();
            }
            SecretToken token = SecretToken.random(random);
            OwnerSetupStore.insert(tx, token.hash());
            return Optional.of(publicUrl + "/setup/" + token.text());
        });
    }

    /**
     * Returns when {@link #signUp} would take this token.
     *
     * @throws Refused {@code not_found} when it was never given out, {@code conflict} when somebody
     *     has signed up already
     */
    public void check(SecretToken token) {
        database.inTransactionDo(tx -> check(tx, token));
    }

    /**
     * Makes the first user and the first workspace.
     *
     * @param workspaceName the name of the workspace; empty for one made from the user's name
     * @throws Refused as {@link #check}; {@code invalid_params} naming the field
     */
    public SignedUp signUp(
            SecretToken token,
            String email,
            String name,
            String password,
            Optional<String> workspaceName) {
        check(token);
        NewUser prepared = users.prepare(email, name, password);
        return database.inTransaction(tx -> {
            OwnerSetupStore.lock(tx);
            check(tx, token);
            OwnerSetupStore.redeem(tx, token.hash());
            User user = users.create(tx, prepared);
            String called = workspaceName.orElse(user.name() + "'s workspace");
            return new SignedUp(user, workspaces.create(tx, user.id(), called));
        });
    }

    private void check(Transaction tx, SecretToken token) {
        if (!OwnerSetupStore.exists(tx, token.hash())) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "this sign-up link is unknown: take the one the studio printed at its start");
        }
        if (users.areThere(tx)) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "this sign-up link was used already: sign in, or ask for an invite");
        }
    }
}
