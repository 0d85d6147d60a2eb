package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/** One request, from its first byte to its answer; waits for bytes without holding a thread. */
final class HttpExchange implements Invocable.Task {

    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    private final HttpHost host;
    private final String path;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    HttpExchange(
            HttpHost host, String path, Request request, Response response, Callback callback) {
        this.host = host;
        this.path = path;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Reads what has come, and goes on when more comes. */
    @Override
    public void run() {
        if (request.getLength() > host.maxBodyBytes()) {
            refuse();
            return;
        }
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            ByteBuffer bytes = chunk.getByteBuffer();
            byte[] part = new byte[bytes.remaining()];
            bytes.get(part);
            boolean last = chunk.isLast();
            chunk.release();
            if (body.size() + part.length > host.maxBodyBytes()) {
                refuse();
                return;
            }
            if (last && body.size() == 0) {
                send(answer(part));
                return;
            }
            body.writeBytes(part);
            if (last) {
                send(answer(body.toByteArray()));
                return;
            }
        }
    }

    /** The rest of the body is not read, so nothing else can come on this connection. */
    private void refuse() {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(host.tooLong());
    }

    private HttpAnswer answer(byte[] bytes) {
        String query = request.getHttpURI().getQuery();
        try {
            return host.answer(
                    new HttpQuestion(request.getMethod(), path, query == null ? "" : query, bytes));
        } catch (RuntimeException fault) {
            return host.fault(Incident.log(request.getMethod() + " " + path + " failed", fault));
        }
    }

    private void send(HttpAnswer answer) {
        byte[] json = answer.json().getBytes(UTF_8);
        response.setStatus(answer.status());
        response.getHeaders().put(JSON);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, json.length);
        response.write(true, ByteBuffer.wrap(json), callback);
    }
}
