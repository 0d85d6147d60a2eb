package dev.maestro.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a request that was understood is not done. The numbers are JSON-RPC error codes and part of
 * the open contract: they are never renumbered. The same names are the {@code type} of HTTP problem
 * documents and of command-line errors.
 */
public enum RefusalCode {
    PARSE_ERROR(-32700, Kind.INVALID, 400),
    INVALID_REQUEST(-32600, Kind.INVALID, 400),
    METHOD_NOT_FOUND(-32601, Kind.NOT_FOUND, 404),
    INVALID_PARAMS(-32602, Kind.INVALID, 422),
    /** No token, an expired one, or one that was revoked. */
    UNAUTHENTICATED(-32001, Kind.FORBIDDEN, 401),
    /** The role or the channel scope does not allow it. */
    FORBIDDEN(-32002, Kind.FORBIDDEN, 403),
    /** It does not exist, or the caller may not know that it does. */
    NOT_FOUND(-32003, Kind.NOT_FOUND, 404),
    /** The fence is stale: stop the run and keep its work. */
    LEASE_LOST(-32004, Kind.CONFLICT, 409),
    /** The lifecycle has no such step; {@code data} holds {@code from} and {@code trigger}. */
    INVALID_TRANSITION(-32005, Kind.CONFLICT, 409),
    RATE_LIMITED(-32006, Kind.TRY_LATER, 429),
    PLAN_PAUSED(-32007, Kind.CONFLICT, 409),
    CAPACITY(-32008, Kind.TRY_LATER, 503),
    UNSUPPORTED_VERSION(-32009, Kind.INVALID, 400),
    TOO_LARGE(-32010, Kind.INVALID, 413),
    /** A different answer was already taken. */
    CONFLICT(-32011, Kind.CONFLICT, 409),
    /** Completion without proof; {@code data.missing} lists what is lacking. */
    PROOF_MISSING(-32012, Kind.INVALID, 422),
    BUDGET_EXCEEDED(-32013, Kind.CONFLICT, 409),
    /** The server has no room to keep what was sent; nothing of it was taken. */
    STORAGE_FULL(-32014, Kind.TRY_LATER, 507),
    /**
     * Part of the contract, and this studio cannot do it yet; {@code data.feature} says what is
     * lacking. To ask again helps after an upgrade only.
     */
    NOT_AVAILABLE_YET(-32015, Kind.FORBIDDEN, 501),
    /** Our fault; {@code data.incident} names the log entry. */
    INTERNAL(-32099, Kind.FAULT, 500);

    /** What a caller can do about it. */
    public enum Kind {
        NOT_FOUND,
        CONFLICT,
        INVALID,
        FORBIDDEN,
        TRY_LATER,
        FAULT
    }

    private final int number;
    private final Kind kind;
    private final int httpStatus;

    RefusalCode(int number, Kind kind, int httpStatus) {
        this.number = number;
        this.kind = kind;
        this.httpStatus = httpStatus;
    }

    public int number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The name on the wire, such as {@code lease_lost}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RefusalCode> ofNumber(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }

    public static Optional<RefusalCode> ofWireName(String name) {
        return Arrays.stream(values()).filter(code -> code.wireName().equals(name)).findFirst();
    }
}
