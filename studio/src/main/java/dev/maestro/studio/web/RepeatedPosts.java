package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers a POST that comes again with the same {@code Idempotency-Key} as it was answered the
 * first time, for a day and for the same user. Only what was done is remembered: a refusal changed
 * nothing and may be asked anew. Answers marked {@code no-store} hold secrets, which are never
 * written down: they are remembered here for two minutes, long enough for an answer that was lost.
 * Who is not known is told apart by what they say, which holds a secret of theirs.
 *
 * <p>That a request was begun is written down before it is done. If the program ends before the
 * answer stands beside it, nobody knows whether it was done, and who asks again is told so.
 */
final class RepeatedPosts {

    static final String API = "/api/v1/*";
    static final Duration MEMORY = Duration.ofDays(1);

    private static final Duration SHORT_MEMORY = Duration.ofMinutes(2);
    private static final int MOST_SECRETS = 1_000;
    private static final String HEADER = "Idempotency-Key";
    private static final String PENDING = "maestro.idempotency";
    private static final int KEY_LENGTH = 200;

    /**
     * @param by the user, or a digest of the request of who is not known
     */
    private record Key(String by, Optional<UserId> user, String key) {}

    private record Secret(byte[] request, int status, String body, Instant until) {}

    /**
     * @param begun whether it stands in the database that this was begun
     */
    private record Pending(Key key, byte[] request, boolean begun) {}

    private final Database database;

    /** What is being answered now: the same key at the same time must not be done twice. */
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

    /** The newest thousand; guarded by itself. */
    private final Map<Key, Secret> secrets =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Secret> eldest) {
                    return size() > MOST_SECRETS;
                }
            };

    RepeatedPosts(Database database) {
        this.database = database;
    }

    void answerAgain(Context ctx) {
        @Nullable String header = ctx.header(HEADER);
        if (header == null || !ctx.req().getMethod().equals("POST")) {
            return;
        }
        if (header.isBlank() || header.length() > KEY_LENGTH) {
            throw Refused.invalid(HEADER, "the key has 1 to " + KEY_LENGTH + " characters");
        }
        byte[] request = digest(ctx);
        Optional<UserId> user = Callers.optional(ctx).map(Caller::user);
        Key key =
                new Key(
                        user.map(UserId::toString).orElse(HexFormat.of().formatHex(request)),
                        user,
                        header);
        if (!underWay.add(key)) {
            throw new Refused(
                    RefusalCode.CONFLICT, "a request with this key is being answered just now");
        }
        // From here on the answer, whatever it is, passes remember(), which lets the key go.
        ctx.attribute(PENDING, new Pending(key, request, false));
        Optional<RepeatedPostStore.Row> known = secret(key).or(() -> kept(key));
        if (known.isEmpty()) {
            begin(ctx, key, request);
            return;
        }
        letGo(ctx, key);
        if (!MessageDigest.isEqual(known.get().request(), request)) {
            throw new Refused(
                    RefusalCode.CONFLICT, "this key was used for another request: take a new one");
        }
        if (!known.get().answered()) {
            throw unresolved();
        }
        ctx.status(known.get().status())
                .contentType("application/json")
                .header("Idempotent-Replay", "true")
                .header("Cache-Control", "no-store")
                .result(known.get().body())
                .skipRemainingHandlers();
    }

    private void begin(Context ctx, Key key, byte[] request) {
        if (key.user().isEmpty()) {
            return;
        }
        boolean ours =
                database.inTransaction(tx ->
                        RepeatedPostStore.begin(tx, key.user().get(), key.key(), request, MEMORY));
        if (!ours) {
            throw unresolved();
        }
        ctx.attribute(PENDING, new Pending(key, request, true));
    }

    private static Refused unresolved() {
        return new Refused(
                RefusalCode.CONFLICT,
                "a request with this key was begun and its answer is not known: look whether it"
                        + " was done, and if it was not, send it with a new key");
    }

    void remember(Context ctx) {
        @Nullable Pending pending = ctx.attribute(PENDING);
        if (pending == null) {
            return;
        }
        try {
            if (ctx.statusCode() >= 200 && ctx.statusCode() < 300) {
                @Nullable String body = ctx.result();
                remember(
                        pending,
                        ctx.statusCode(),
                        body == null ? "" : body,
                        "no-store".equals(ctx.res().getHeader("Cache-Control")));
            } else {
                forget(pending);
            }
        } finally {
            letGo(ctx, pending.key());
        }
    }

    private void remember(Pending pending, int status, String body, boolean secret) {
        Key key = pending.key();
        if (secret || key.user().isEmpty()) {
            synchronized (secrets) {
                secrets.put(
                        key,
                        new Secret(
                                pending.request(),
                                status,
                                body,
                                database.now().plus(SHORT_MEMORY)));
            }
            forget(pending);
            return;
        }
        database.inTransactionDo(
                tx -> RepeatedPostStore.answer(tx, key.user().get(), key.key(), status, body));
    }

    private void forget(Pending pending) {
        Key key = pending.key();
        if (pending.begun()) {
            database.inTransactionDo(
                    tx -> RepeatedPostStore.forget(tx, key.user().orElseThrow(), key.key()));
        }
    }

    private Optional<RepeatedPostStore.Row> secret(Key key) {
        synchronized (secrets) {
            return Optional.ofNullable(secrets.get(key))
                    .filter(held -> database.now().isBefore(held.until()))
                    .map(held ->
                            new RepeatedPostStore.Row(held.request(), held.status(), held.body()));
        }
    }

    private Optional<RepeatedPostStore.Row> kept(Key key) {
        return key.user()
                .flatMap(user ->
                        database.reading(
                                tx -> RepeatedPostStore.find(tx, user, key.key(), MEMORY)));
    }

    private void letGo(Context ctx, Key key) {
        ctx.attribute(PENDING, null);
        underWay.remove(key);
    }

    private static byte[] digest(Context ctx) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
            sha.update((ctx.path() + query + "\n").getBytes(StandardCharsets.UTF_8));
            return sha.digest(ctx.bodyAsBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
