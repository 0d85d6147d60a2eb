package dev.maestro.protocol.rpc;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.HashMap;
import java.util.Map;

/** The error object of a JSON-RPC response. {@code data.type} repeats the code's name. */
public record RpcError(int code, String message, Map<String, Object> data) {

    public RpcError {
        data = Map.copyOf(data);
    }

    public static RpcError of(Refused refused) {
        Map<String, Object> data = new HashMap<>(refused.data());
        data.put("type", refused.code().wireName());
        return new RpcError(refused.code().number(), String.valueOf(refused.getMessage()), data);
    }

    /**
     * What the other side's refusal means here; an unknown number is an internal error of theirs.
     */
    public Refused refused() {
        return new Refused(RefusalCode.ofNumber(code).orElse(RefusalCode.INTERNAL), message, data);
    }
}
