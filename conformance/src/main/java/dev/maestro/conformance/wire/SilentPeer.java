package dev.maestro.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client that connects and then never says anything, as one whose network is gone. Made of bytes,
 * since every WebSocket library answers pings by itself. For one thread.
 */
public final class SilentPeer implements AutoCloseable {

    /** One frame of the server; those are whole and unmasked. */
    private record Piece(int opcode, byte[] payload) {}

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int NO_CODE = 1005;
    private static final int MOST_BYTES = 1 << 20;

    private final Socket socket;
    private final DataInputStream in;

    private SilentPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static SilentPeer open(URI address, Duration patience) {
        try {
            boolean secure = address.getScheme().equals("wss");
            int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
            Socket socket = secure ? secured() : new Socket();
            socket.connect(
                    new InetSocketAddress(address.getHost(), port),
                    Math.toIntExact(patience.toMillis()));
            SilentPeer peer = new SilentPeer(socket);
            peer.upgrade(address, patience);
            return peer;
        } catch (IOException broken) {
            throw new Deviation("no connection to " + address + ": " + broken);
        }
    }

    private static Socket secured() throws IOException {
        SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void upgrade(URI address, Duration patience) throws IOException {
        byte[] key = new byte[16];
        RandomGenerator.getDefault().nextBytes(key);
        socket.getOutputStream()
                .write(
                        """
                        GET %s?%s HTTP/1.1\r
                        Host: %s\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: %s\r
                        \r
                        """
                                .formatted(
                                        address.getRawPath(),
                                        address.getRawQuery(),
                                        address.getRawAuthority(),
                                        Base64.getEncoder().encodeToString(key))
                                .getBytes(UTF_8));
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < MOST_BYTES) {
            head.append((char) in.readUnsignedByte());
        }
        Deviation.unless(head.toString().startsWith("HTTP/1.1 101"), "no upgrade: %s", head);
    }

    /** Expects the greeting. */
    public Frame greeting() {
        try {
            Piece first = piece();
            Deviation.unless(first.opcode() == TEXT, "the first frame is no text");
            return Frame.of(new String(first.payload(), UTF_8)).is("pusher:connection_established");
        } catch (IOException broken) {
            throw new Deviation("no greeting came: " + broken);
        }
    }

    /** Waits for the close frame, reads on meanwhile, and answers nothing; returns its code. */
    public int closeCode(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (true) {
                long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                Deviation.unless(millis > 0, "not closed within %d s", most.toSeconds());
                socket.setSoTimeout(Math.toIntExact(millis));
                Piece next = piece();
                if (next.opcode() == CLOSE) {
                    byte[] payload = next.payload();
                    return payload.length < 2
                            ? NO_CODE
                            : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
            }
        } catch (SocketTimeoutException late) {
            throw new Deviation("not closed within " + most.toSeconds() + " s");
        } catch (EOFException cut) {
            throw new Deviation("cut off without a close frame");
        } catch (IOException broken) {
            throw new Deviation("cut off without a close frame: " + broken);
        }
    }

    private Piece piece() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        Deviation.unless(length >= 0 && length <= MOST_BYTES, "a frame of %d bytes", length);
        return new Piece(first & 0x0f, in.readNBytes((int) length));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is as closed as it can be.
        }
    }
}
