package dev.maestro.protocol.contract;

import dev.maestro.protocol.RefusalCode;
import java.util.List;

/**
 * A method of JSON-RPC.
 *
 * @param permission the right that the caller needs in the project, as the matrix calls it, beside
 *     that the session is its own; empty for what Studio asks
 * @param errors beside {@link Registry#ANY_CALL}
 * @param since the version of the contract that brought it
 */
public record Method(
        String name,
        Direction direction,
        String permission,
        Class<? extends Record> params,
        Class<? extends Record> result,
        List<RefusalCode> errors,
        Feature feature,
        int since,
        String sentence) {

    public Method {
        errors = List.copyOf(errors);
    }
}
