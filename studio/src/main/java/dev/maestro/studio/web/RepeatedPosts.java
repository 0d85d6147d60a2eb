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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers a POST that comes again with the same {@code Idempotency-Key} as it was answered the
 * first time, for a day and for the same user. Only what was done is remembered: a refusal changed
 * nothing and may be asked anew. Answers marked {@code no-store} hold secrets and are not kept
 * either.
 */
final class RepeatedPosts {

    static final String API = "/api/v1/*";
    static final Duration MEMORY = Duration.ofDays(1);

    private static final String HEADER = "Idempotency-Key";
    private static final String PENDING = "maestro.idempotency";
    private static final int KEY_LENGTH = 200;

    private record Key(UserId user, String key) {}

    private record Pending(Key key, byte[] request) {}

    private final Database database;

    /** What is being answered now: the same key at the same time must not be done twice. */
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

    RepeatedPosts(Database database) {
        this.database = database;
    }

    void answerAgain(Context ctx) {
        @Nullable String header = ctx.header(HEADER);
        Optional<Caller> caller = Callers.optional(ctx);
        if (header == null || caller.isEmpty() || !ctx.req().getMethod().equals("POST")) {
            return;
        }
        if (header.isBlank() || header.length() > KEY_LENGTH) {
            throw Refused.invalid(HEADER, "the key has 1 to " + KEY_LENGTH + " characters");
        }
        Key key = new Key(caller.get().user(), header);
        byte[] request = digest(ctx);
        if (!underWay.add(key)) {
            throw new Refused(
                    RefusalCode.CONFLICT, "a request with this key is being answered just now");
        }
        // From here on the answer, whatever it is, passes remember(), which lets the key go.
        ctx.attribute(PENDING, new Pending(key, request));
        Optional<RepeatedPostStore.Row> known =
                database.reading(tx -> RepeatedPostStore.find(tx, key.user(), key.key(), MEMORY));
        if (known.isEmpty()) {
            return;
        }
        letGo(ctx, key);
        if (!MessageDigest.isEqual(known.get().request(), request)) {
            throw new Refused(
                    RefusalCode.CONFLICT, "this key was used for another request: take a new one");
        }
        ctx.status(known.get().status())
                .contentType("application/json")
                .header("Idempotent-Replay", "true")
                .result(known.get().body())
                .skipRemainingHandlers();
    }

    void remember(Context ctx) {
        @Nullable Pending pending = ctx.attribute(PENDING);
        if (pending == null) {
            return;
        }
        try {
            boolean done = ctx.statusCode() >= 200 && ctx.statusCode() < 300;
            boolean secret = "no-store".equals(ctx.res().getHeader("Cache-Control"));
            if (done && !secret) {
                @Nullable String body = ctx.result();
                database.inTransactionDo(tx ->
                        RepeatedPostStore.insert(
                                tx,
                                pending.key().user(),
                                pending.key().key(),
                                pending.request(),
                                ctx.statusCode(),
                                body == null ? "" : body,
                                MEMORY));
            }
        } finally {
            letGo(ctx, pending.key());
        }
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
