package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Random;

/** Sends any bytes, cut anywhere, and waits for nothing but the end. */
final class FuzzPeer implements AutoCloseable {

    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private FuzzPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    static FuzzPeer connect(int port) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            FuzzPeer peer = new FuzzPeer(socket);
            peer.upgrade();
            return peer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void upgrade() throws IOException {
        String request =
                """
                GET /app/key-1?protocol=7 HTTP/1.1\r
                Host: 127.0.0.1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """;
        out.write(request.getBytes(US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }

    void sends(byte[] bytes, Random chance) {
        try {
            int cut = chance.nextInt(4) == 0 ? chance.nextInt(bytes.length) : bytes.length;
            out.write(bytes, 0, cut);
            out.write(bytes, cut, bytes.length - cut);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Makes room for the answers that are still to come. */
    void readsWhatIsThere() {
        try {
            while (in.available() > 0) {
                frame();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads on to the close frame, and returns its code. */
    int readsClose() {
        try {
            byte[] payload = frame();
            while (payload.length == 0 || payload[0] != CLOSE) {
                payload = frame();
            }
            return (payload[1] & 0xff) << 8 | payload[2] & 0xff;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The opcode and the payload. */
    private byte[] frame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] frame = new byte[1 + length];
        frame[0] = (byte) (first & 0x0f);
        in.readFully(frame, 1, length);
        return frame;
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
