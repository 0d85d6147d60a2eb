package dev.maestro.studio.run;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Input;
import dev.maestro.studio.workspace.Permission;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * {@code POST} and {@code GET /api/v1/runs/{id}/output?offset=N}: output on a path of its own, so
 * that control messages never wait behind it.
 */
public final class OutputApi implements Api {

    /** Bytes of output that may be sent at once, unpacked. */
    public static final int LARGEST_CHUNK = 4 << 20;

    /** Bytes of output that are answered at once. */
    public static final int LARGEST_ANSWER = 1 << 20;

    /**
     * @param size how many bytes of this attempt there are now
     */
    private record Size(long size) {}

    private final Runs runs;
    private final Fleet fleet;
    private final RunOutput output;

    public OutputApi(Runs runs, Fleet fleet, RunOutput output) {
        this.runs = runs;
        this.fleet = fleet;
        this.output = output;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/runs/{id}/output",
                                "Appends output at offset, plain or gzip, under Maestro-Fence; the"
                                        + " same again changes nothing.",
                                this::append)
                        .needs("run_work")
                        .takes(Input.query("offset", "Where in the attempt's output it begins."))
                        .takes(Input.header("Maestro-Fence", true, "The fence of the attempt."))
                        .takes(Input.header("Content-Encoding", false, "gzip, or identity."))
                        .asksText("application/octet-stream")
                        .answers(Size.class)
                        .in(Feature.RUNS),
                Endpoint.get(
                                "/api/v1/runs/{id}/output",
                                "Output from offset on, a mebibyte at most.",
                                this::read)
                        .needs("view")
                        .takes(Input.query("offset", "From this byte on."))
                        .answersText("text/plain")
                        .in(Feature.RUNS));
    }

    private void append(Context ctx) {
        RunId id = RunId.parse(ctx.pathParam("id"));
        Run run = runs.require(Callers.required(ctx).user(), id, Permission.RUN_WORK);
        long fence = number("Maestro-Fence", Optional.ofNullable(ctx.header("Maestro-Fence")));
        SessionId holder =
                run.sessionId()
                        .filter(session ->
                                fleet.session(session)
                                        .userId()
                                        .equals(Callers.required(ctx).user()))
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.LEASE_LOST,
                                        "none of your sessions holds run " + id));
        byte[] bytes = body(ctx);
        ctx.json(new Size(output.append(holder, id, fence, offset(ctx), bytes)));
    }

    private void read(Context ctx) {
        RunId id = RunId.parse(ctx.pathParam("id"));
        Run run = runs.require(Callers.required(ctx).user(), id, Permission.VIEW);
        RunOutput.Piece piece = output.read(run, offset(ctx), LARGEST_ANSWER);
        ctx.header("Maestro-Fence", String.valueOf(piece.fence()))
                .header("Maestro-Size", String.valueOf(piece.size()))
                .contentType("text/plain; charset=utf-8")
                .result(piece.bytes());
    }

    private static byte[] body(Context ctx) {
        byte[] sent = ctx.bodyAsBytes();
        String encoding =
                Optional.ofNullable(ctx.header("Content-Encoding"))
                        .orElse("identity")
                        .toLowerCase(Locale.ROOT);
        byte[] bytes =
                switch (encoding) {
                    case "gzip" -> unzip(sent);
                    case "identity" -> sent;
                    default -> throw Refused.invalid("Content-Encoding", "only gzip is understood");
                };
        if (bytes.length > LARGEST_CHUNK) {
            throw new Refused(
                    RefusalCode.TOO_LARGE,
                    "send at most %d bytes of output at once".formatted(LARGEST_CHUNK),
                    Map.of("limit", LARGEST_CHUNK));
        }
        return bytes;
    }

    /** Reads one byte more than is allowed at most: a small body may unpack to a huge one. */
    private static byte[] unzip(byte[] sent) {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return plain.readNBytes(LARGEST_CHUNK + 1);
        } catch (IOException e) {
            throw Refused.invalid("body", "the body is not gzip");
        }
    }

    private static long offset(Context ctx) {
        return number(
                "offset", Optional.ofNullable(ctx.queryParam("offset")).or(() -> Optional.of("0")));
    }

    private static long number(String field, Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> Refused.invalid(field, field + " must be a number"));
    }
}
