package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcError;
import dev.maestro.protocol.rpc.RpcMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC, one message a line, over a Unix domain socket in a directory only its owner can enter.
 * Each caller has a virtual thread. Where the socket is stands in {@code daemon.addr}, for a path
 * may be longer than an address can hold.
 */
final class ControlServer implements AutoCloseable {

    /** A socket's address holds 104 bytes on some systems. */
    private static final int LONGEST_PATH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** Answers one request. */
    interface Handler {
        JsonNode answer(String method, JsonNode params);
    }

    private final Handler handler;
    private final Path socket;
    private final Path addressFile;
    private final ServerSocketChannel server;

    private ControlServer(
            Handler handler, Path socket, Path addressFile, ServerSocketChannel server) {
        this.handler = handler;
        this.socket = socket;
        this.addressFile = addressFile;
        this.server = server;
    }

    /** The caller holds the daemon's lock: a socket that is there is a dead daemon's. */
    static ControlServer start(MaestroHome home, Handler handler) {
        try {
            Path directory = PrivateFiles.directory(home.daemon());
            Path wished = directory.resolve("daemon.sock");
            Path socket =
                    wished.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH
                            ? wished
                            : Files.createTempDirectory("maestro-").resolve("daemon.sock");
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Path addressFile = directory.resolve("daemon.addr");
            PrivateFiles.write(addressFile, socket.toString());
            ControlServer started = new ControlServer(handler, socket, addressFile, server);
            Thread.ofVirtual().name("control").start(started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the daemon's control socket", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            PrivateFiles.delete(addressFile);
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("the control socket was not closed in order", e);
        }
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel caller = server.accept();
                Thread.ofVirtual().name("control-caller").start(() -> serve(caller));
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException e) {
                LOG.error("the control socket failed", e);
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller;
                BufferedReader lines =
                        new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
                Writer answers = Channels.newWriter(caller, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.write(RpcCodec.write(answer(line)) + "\n");
                answers.flush();
            }
        } catch (IOException gone) {
            LOG.debug("a caller left: {}", gone.getMessage());
        }
    }

    private RpcMessage answer(String line) {
        String id = "";
        try {
            if (!(RpcCodec.read(line).getFirst() instanceof RpcMessage.Request request)) {
                throw new Refused(RefusalCode.INVALID_REQUEST, "only requests are answered here");
            }
            id = request.id();
            return new RpcMessage.Response(id, handler.answer(request.method(), request.params()));
        } catch (Refused refused) {
            return new RpcMessage.ErrorResponse(id, RpcError.of(refused));
        } catch (RuntimeException fault) {
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {}", incident, fault);
            return new RpcMessage.ErrorResponse(
                    id,
                    RpcError.of(
                            new Refused(
                                    RefusalCode.INTERNAL,
                                    "the daemon failed (%s); its log has incident %s"
                                            .formatted(fault.getMessage(), incident),
                                    Map.of("incident", incident))));
        }
    }
}
