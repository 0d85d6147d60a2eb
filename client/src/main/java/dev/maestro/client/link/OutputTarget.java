package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Where the output of one dispatch of a run goes: {@code POST /api/v1/runs/{run}/output?offset=N},
 * gzip, with the fence. Appending the same bytes at the same offset twice is harmless.
 */
final class OutputTarget {

    private final StudioHttp http;
    private final UUID run;
    private final long fence;

    OutputTarget(StudioHttp http, UUID run, long fence) {
        this.http = http;
        this.run = run;
        this.fence = fence;
    }

    /**
     * Appends, and answers how much Studio then has; when that is not where the bytes begin, they
     * were not taken.
     *
     * @throws Refused {@code lease_lost}, {@code storage_full} and others
     */
    long append(long offset, byte[] bytes) {
        try {
            JsonNode answer =
                    http.post(
                            "/api/v1/runs/%s/output?offset=%d".formatted(run, offset),
                            gzip(bytes),
                            Map.of(
                                    "Content-Type",
                                    "application/octet-stream",
                                    "Content-Encoding",
                                    "gzip",
                                    "Maestro-Fence",
                                    Long.toString(fence)));
            return answer.path("size").asLong(offset + bytes.length);
        } catch (Refused refused) {
            if (refused.code() == RefusalCode.CONFLICT
                    && refused.data().get("size") instanceof Number size) {
                return size.longValue();
            }
            throw refused;
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return packed.toByteArray();
    }
}
