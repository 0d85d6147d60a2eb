package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A peer made of bytes, for what a library would not do: to be silent at a ping, to read nothing,
 * to send a message in pieces, to leave a close without an answer.
 */
final class RawPeer implements AutoCloseable {

    /** One frame that came: its opcode and payload; the end of the stream has opcode -1. */
    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, UTF_8);
        }

        int closeCode() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static RawPeer connect(int port, String address) {
        return connect(port, address, "");
    }

    /** With more lines in the head of the request, each with its line end. */
    static RawPeer connect(int port, String address, String headers) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(30_000);
            RawPeer peer = new RawPeer(socket);
            peer.upgrade(address, headers);
            return peer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void upgrade(String address, String headers) throws IOException {
        String request =
                "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n%s\r\n";
        out.write(request.formatted(address, headers).getBytes(UTF_8));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")
                || head.toString().contains("permessage-deflate")) {
            throw new IOException("no plain upgrade: " + head);
        }
    }

    void send(int opcode, boolean last, String text) {
        byte[] payload = text.getBytes(UTF_8);
        try {
            byte[] frame = new byte[payload.length + 8];
            frame[0] = (byte) (opcode | (last ? 0x80 : 0));
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
            // The mask of the four bytes that follow is zero: legal, and the payload stays
            // readable.
            System.arraycopy(payload, 0, frame, 8, payload.length);
            if (payload.length < 126) {
                frame[1] = (byte) (0x80 | payload.length);
                System.arraycopy(payload, 0, frame, 6, payload.length);
                frame[2] = 0;
                frame[3] = 0;
                frame[4] = 0;
                frame[5] = 0;
                out.write(frame, 0, payload.length + 6);
            } else {
                out.write(frame);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void says(String text) {
        send(TEXT, true, text);
    }

    Frame reads() {
        try {
            int first = in.read();
            if (first < 0) {
                return new Frame(-1, new byte[0]);
            }
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            return new Frame(first & 0x0f, in.readNBytes(length));
        } catch (IOException cut) {
            return new Frame(-1, new byte[0]);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
