package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Speaks to the daemon of one home, one request a connection. */
public final class DaemonClient {

    private final UnixDomainSocketAddress address;

    private DaemonClient(UnixDomainSocketAddress address) {
        this.address = address;
    }

    /** Empty when no daemon listens. */
    public static Optional<DaemonClient> find(MaestroHome home) {
        try {
            Path file = home.daemon().resolve("daemon.addr");
            DaemonClient client =
                    new DaemonClient(UnixDomainSocketAddress.of(Files.readString(file)));
            SocketChannel.open(client.address).close();
            return Optional.of(client);
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /**
     * Waits for the answer.
     *
     * @throws Refused what the daemon refused; {@code capacity} when it ended meanwhile
     */
    public <T> T ask(String method, Object params, Class<T> answer) {
        try (SocketChannel daemon = SocketChannel.open(address);
                Writer requests = Channels.newWriter(daemon, StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(Channels.newReader(daemon, StandardCharsets.UTF_8))) {
            requests.write(
                    RpcCodec.write(new RpcMessage.Request("1", method, Json.node(params))) + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw gone();
            }
            return switch (RpcCodec.read(line).getFirst()) {
                case RpcMessage.Response(_, JsonNode result) -> Json.convert(result, answer);
                case RpcMessage.ErrorResponse(_, var error) -> throw error.refused();
                case RpcMessage.Request _, RpcMessage.Notification _ -> throw gone();
            };
        } catch (IOException e) {
            throw gone();
        }
    }

    private static Refused gone() {
        return new Refused(RefusalCode.CAPACITY, "the daemon ended before it answered");
    }
}
