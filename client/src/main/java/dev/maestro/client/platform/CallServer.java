package dev.maestro.client.platform;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC, one message a line, over a Unix domain socket in a directory only its owner can enter.
 * Each caller has a virtual thread and is answered in the order in which it asks.
 */
public final class CallServer implements AutoCloseable {

    /** A socket's address holds 104 bytes on some systems. */
    private static final int LONGEST_PATH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(CallServer.class);

    /** Answers one request. */
    public interface Handler {

        /**
         * @throws Refused what is understood and not done
         */
        JsonNode answer(Call call) throws InterruptedException;
    }

    /**
     * @param caller the first has 1
     */
    public record Call(String method, JsonNode params, int caller) {}

    /**
     * What callers may use up.
     *
     * @param callers at one time; one more is hung up on
     * @param characters of a line; a longer one is refused, and its caller hung up on
     */
    public record Bounds(int callers, int characters) {}

    private final Handler handler;
    private final Bounds bounds;
    private final Path socket;
    private final boolean elsewhere;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> live = ConcurrentHashMap.newKeySet();

    private CallServer(
            Handler handler,
            Bounds bounds,
            Path socket,
            boolean elsewhere,
            ServerSocketChannel server) {
        this.handler = handler;
        this.bounds = bounds;
        this.socket = socket;
        this.elsewhere = elsewhere;
        this.server = server;
    }

    /**
     * A socket that is there already is taken for a dead server's.
     *
     * @param directory the owner's alone; where the path is too long for an address the socket is
     *     in a temporary directory instead
     */
    public static CallServer start(Path directory, String name, Bounds bounds, Handler handler) {
        try {
            Path wished = PrivateFiles.directory(directory).resolve(name);
            boolean elsewhere =
                    wished.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH;
            Path socket = elsewhere ? Files.createTempDirectory("maestro-").resolve(name) : wished;
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            CallServer started = new CallServer(handler, bounds, socket, elsewhere, server);
            Thread.ofVirtual().name("calls").start(started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the socket %s".formatted(name), e);
        }
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    /** Takes no more callers and no more requests; who waits is answered still. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            if (elsewhere) {
                Files.deleteIfExists(PrivateFiles.parent(socket));
            }
            for (SocketChannel caller : live) {
                caller.shutdownInput();
            }
        } catch (ClosedChannelException left) {
            LOG.debug("a caller left at the end");
        } catch (IOException e) {
            LOG.warn("the socket {} was not closed in order", socket, e);
        }
    }

    private void accept() {
        int callers = 0;
        while (true) {
            try {
                SocketChannel caller = server.accept();
                if (live.size() >= bounds.callers()) {
                    caller.close();
                    continue;
                }
                int number = ++callers;
                live.add(caller);
                Thread.ofVirtual().name("caller").start(() -> serve(caller, number));
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException e) {
                LOG.error("the socket {} failed", socket, e);
                return;
            }
        }
    }

    private void serve(SocketChannel caller, int number) {
        try (caller;
                BufferedReader reader =
                        new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
                Writer answers = Channels.newWriter(caller, StandardCharsets.UTF_8)) {
            ShortLines lines = new ShortLines(reader, bounds.characters());
            for (ShortLines.Next next = lines.next();
                    !(next instanceof ShortLines.Next.End);
                    next = lines.next()) {
                RpcMessage answer =
                        next instanceof ShortLines.Next.Line(String line)
                                ? answer(line, number)
                                : tooLong();
                answers.write(RpcCodec.write(answer) + "\n");
                answers.flush();
                if (next instanceof ShortLines.Next.TooLong) {
                    return;
                }
            }
        } catch (IOException gone) {
            LOG.debug("a caller left: {}", gone.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            live.remove(caller);
        }
    }

    private RpcMessage answer(String line, int caller) throws InterruptedException {
        String id = "";
        try {
            if (!(RpcCodec.read(line).getFirst() instanceof RpcMessage.Request request)) {
                throw new Refused(RefusalCode.INVALID_REQUEST, "only requests are answered here");
            }
            id = request.id();
            return new RpcMessage.Response(
                    id, handler.answer(new Call(request.method(), request.params(), caller)));
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

    private RpcMessage tooLong() {
        return new RpcMessage.ErrorResponse(
                "",
                RpcError.of(
                        new Refused(
                                RefusalCode.TOO_LARGE,
                                "a line has at most %d characters".formatted(bounds.characters()),
                                Map.of("limit", bounds.characters()))));
    }
}
