package dev.maestro.protocol;

import java.util.Map;

/**
 * A request that was understood and will not be done. The message is a sentence for people, with
 * the id or the field in it; it never holds a secret. Translated once at each edge: HTTP status,
 * JSON-RPC error, exit code.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final transient Map<String, Object> data;

    public Refused(RefusalCode code, String message) {
        this(code, message, Map.of());
    }

    /**
     * @param data machine-readable details, as the contract's error table names them
     */
    public Refused(RefusalCode code, String message, Map<String, Object> data) {
        super(message);
        this.code = code;
        this.data = Map.copyOf(data);
    }

    /** Bad input, naming the field. */
    public static Refused invalid(String field, String sentence) {
        return new Refused(RefusalCode.INVALID_PARAMS, sentence, Map.of("field", field));
    }

    public static Refused notFound(String what, Object id) {
        return new Refused(
                RefusalCode.NOT_FOUND,
                "there is no %s %s, or you may not see it".formatted(what, id));
    }

    /**
     * What the contract names and this studio cannot do yet.
     *
     * @param what the method, channel or endpoint, as it is called on the wire
     * @param feature what is lacking, as the contract calls it
     */
    public static Refused notAvailableYet(String what, String feature) {
        return new Refused(
                RefusalCode.NOT_AVAILABLE_YET,
                "%s is part of the contract, and this studio cannot do it yet: %s comes later"
                        .formatted(what, feature),
                Map.of("feature", feature));
    }

    public RefusalCode code() {
        return code;
    }

    public Map<String, Object> data() {
        return data;
    }
}
