package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.platform.Incident;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not done, as RFC 9457 writes it.
 *
 * @param type the refusal's name on the wire
 * @param data more members, as the contract's error table names them
 */
record Problem(String type, String title, int status, String detail, Map<String, Object> data) {

    static Problem of(Refused refused) {
        RefusalCode code = refused.code();
        return new Problem(
                code.wireName(),
                title(code),
                code.httpStatus(),
                String.valueOf(refused.getMessage()),
                refused.data());
    }

    static Problem of(Incident incident) {
        return new Problem(
                RefusalCode.INTERNAL.wireName(),
                title(RefusalCode.INTERNAL),
                RefusalCode.INTERNAL.httpStatus(),
                "this is our fault; the log knows it as incident " + incident.id(),
                Map.of("incident", incident.id()));
    }

    /** What the server itself says, such as that there is no such address. */
    static Problem of(RefusalCode code, int status, String detail) {
        return new Problem(code.wireName(), title(code), status, detail, Map.of());
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>(data);
        members.put("type", type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        return members;
    }

    private static String title(RefusalCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> "Not signed in";
            case FORBIDDEN -> "Not allowed";
            case NOT_FOUND, METHOD_NOT_FOUND -> "Not found";
            case INVALID_PARAMS, INVALID_REQUEST, PARSE_ERROR -> "Not understood";
            case TOO_LARGE -> "Too large";
            case RATE_LIMITED -> "Too many tries";
            case INTERNAL -> "Something broke";
            case LEASE_LOST -> "Lease lost";
            case INVALID_TRANSITION -> "Not possible now";
            case PLAN_PAUSED -> "The plan is paused";
            case CAPACITY -> "No room";
            case UNSUPPORTED_VERSION -> "Unsupported version";
            case CONFLICT -> "Conflict";
            case PROOF_MISSING -> "Proof missing";
            case BUDGET_EXCEEDED -> "Budget exceeded";
            case STORAGE_FULL -> "Storage full";
            case NOT_AVAILABLE_YET -> "Not available yet";
        };
    }
}
