package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers the WebSocket handshakes below one path; whatever else is asked, the host answers. */
final class Upgrade extends Handler.Wrapper {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    private final String prefix;
    private final int maxMessageBytes;
    private final Wires wires;
    private final WireHost host;

    Upgrade(String prefix, int maxMessageBytes, Wires wires, WireHost host) {
        this.prefix = prefix;
        this.maxMessageBytes = maxMessageBytes;
        this.wires = wires;
        this.host = host;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields headers = request.getHeaders();
        if (!Request.getPathInContext(request).startsWith(prefix)
                || !headers.contains(HttpHeader.UPGRADE, "websocket")
                || !headers.contains(HttpHeader.CONNECTION, "upgrade")
                || request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
            return super.handle(request, response, callback);
        }
        String key = headers.get(HttpHeader.SEC_WEBSOCKET_KEY);
        if (!VERSION.equals(headers.get(HttpHeader.SEC_WEBSOCKET_VERSION))) {
            response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, VERSION);
            Response.writeError(request, response, callback, HttpStatus.UPGRADE_REQUIRED_426);
        } else if (!request.getMethod().equals("GET") || key == null || !isKey(key)) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        } else {
            upgrade(request, response, callback, key);
        }
        return true;
    }

    private void upgrade(Request request, Response response, Callback callback, String key) {
        ConnectionMetaData meta = request.getConnectionMetaData();
        EndPoint endPoint = meta.getConnection().getEndPoint();
        Connector connector = meta.getConnector();
        EndPointWire wire =
                new EndPointWire(
                        endPoint,
                        connector.getExecutor(),
                        connector.getScheduler(),
                        connector.getByteBufferPool(),
                        maxMessageBytes,
                        wires,
                        handshake(request),
                        host);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, wire);
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        response.getHeaders()
                .put(HttpHeader.UPGRADE, "websocket")
                .put(HttpHeader.CONNECTION, "Upgrade")
                .put(HttpHeader.SEC_WEBSOCKET_ACCEPT, accept(key));
        wires.begins();
        response.write(true, (ByteBuffer) null, new Answer(callback));
    }

    /** What follows the answer to a handshake: a wire, when it was written. */
    private final class Answer extends Callback.Nested {

        private Answer(Callback callback) {
            super(callback);
        }

        @Override
        public void failed(Throwable broken) {
            wires.ends();
            super.failed(broken);
        }
    }

    private Handshake handshake(Request request) {
        Map<String, String> query = new HashMap<>();
        Request.extractQueryParameters(request)
                .forEach(field -> query.put(field.getName(), field.getValue()));
        String path = Request.getPathInContext(request);
        return new Handshake(
                path.substring(prefix.length()),
                query,
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN)),
                request.isSecure(),
                isForwardedTls(request));
    }

    private static boolean isForwardedTls(Request request) {
        String before = request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO);
        return "https".equals(before) || "wss".equals(before);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
