package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Transaction;
import java.util.Optional;

/** The statements about users. */
final class UserStore {

    record WithPassword(UserId id, String email, String name, String passwordHash) {
        User user() {
            return new User(id, email, name);
        }
    }

    private UserStore() {}

    /** False when the address is taken. */
    static boolean insert(Transaction tx, User user, String passwordHash) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into app_user (id, email, name, password_hash, created_at)
                                values (:id, :email, :name, :hash, :now)
                                on conflict (email) do nothing
                                """)
                        .bind("id", user.id())
                        .bind("email", user.email())
                        .bind("name", user.name())
                        .bind("hash", passwordHash)
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    static Optional<WithPassword> byEmail(Transaction tx, String email) {
        return tx.sql()
                .createQuery(
                        """
                        select id, email, name, password_hash from app_user
                         where email = :email and ended_at is null
                        """)
                .bind("email", email)
                .mapTo(WithPassword.class)
                .findOne();
    }

    static Optional<User> byId(Transaction tx, UserId id) {
        return tx.sql()
                .createQuery("select id, email, name from app_user where id = :id")
                .bind("id", id)
                .mapTo(User.class)
                .findOne();
    }

    static void end(Transaction tx, UserId id) {
        tx.sql()
                .createUpdate(
                        "update app_user set ended_at = :now where id = :id and ended_at is null")
                .bind("now", tx.now())
                .bind("id", id)
                .execute();
    }

    static boolean any(Transaction tx) {
        return tx.sql()
                .createQuery("select exists (select from app_user)")
                .mapTo(Boolean.class)
                .one();
    }
}
