package dev.maestro.hub.connection;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Limit;
import dev.maestro.protocol.pusher.ClientFrame;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SignedUser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who the user behind one connection is. Only the connection's own thread changes it. */
final class SignIn {

    private static final int WATCHLIST_TOO_LONG = 4302;

    private final Connection owner;
    private final App app;
    private volatile Optional<SignedUser> user = Optional.empty();

    SignIn(Connection owner, App app) {
        this.owner = owner;
        this.app = app;
    }

    Optional<SignedUser> user() {
        return user;
    }

    /** A wrong proof ends the connection; to become another user one connects again. */
    void hear(ClientFrame.SignIn wish) {
        if (!app.signer().proves(app.signer().user(owner.id(), wish.userData()), wish.auth())) {
            owner.close(CloseCode.UNAUTHORIZED, CloseCode.UNAUTHORIZED.reason());
            return;
        }
        Optional<SignedUser> claimed = SignedUser.parse(wish.userData());
        if (claimed.isEmpty()
                || app.limits().exceeds(Limit.USER_ID_LENGTH, claimed.get().id().length())) {
            owner.close(CloseCode.UNAUTHORIZED, "The user data has no valid id");
            return;
        }
        ServerFrame welcome = ServerFrame.signInSucceeded(wish.userData());
        if (user.isEmpty()) {
            SignedUser entering = withinLimit(claimed.get());
            user = Optional.of(entering);
            app.users().enter(entering, owner, welcome);
        } else if (user.get().id().equals(claimed.get().id())) {
            owner.tell(welcome);
        } else {
            owner.tell(
                    ServerFrame.error(
                            OptionalInt.empty(),
                            "Connection is already signed in as another user"));
        }
    }

    void end() {
        user.ifPresent(known -> app.users().leave(known, owner));
    }

    private SignedUser withinLimit(SignedUser claimed) {
        List<String> watched = claimed.watchlist().stream().distinct().toList();
        int most = app.limits().of(Limit.WATCHLIST_USERS);
        if (watched.size() > most) {
            owner.tell(
                    ServerFrame.error(
                            OptionalInt.of(WATCHLIST_TOO_LONG),
                            "The watchlist is longer than %d users; the rest is ignored"
                                    .formatted(most)));
            watched = watched.subList(0, most);
        }
        return new SignedUser(claimed.id(), claimed.infoJson(), watched);
    }
}
