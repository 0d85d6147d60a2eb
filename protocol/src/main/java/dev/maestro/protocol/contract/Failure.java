package dev.maestro.protocol.contract;

import dev.maestro.protocol.RefusalCode;
import java.util.List;

/**
 * A row of the error table.
 *
 * @param data the members that {@code data} always has, beside {@code type}
 */
public record Failure(RefusalCode code, String meaning, Retry retry, List<String> data) {

    /** What helps. */
    public enum Retry {
        /** The same again is refused again. */
        NO,
        /** As it is, after {@code retry_after_ms} or a while. */
        LATER,
        AFTER_REFRESH,
        ON_PLAN_RESUMED,
        AFTER_MENDING,
        OPERATOR,
        AFTER_UPGRADE
    }

    public Failure {
        data = List.copyOf(data);
    }
}
