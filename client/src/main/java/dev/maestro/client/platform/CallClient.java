package dev.maestro.client.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One connection to a {@link CallServer}; one request at a time. Any thread may use it. */
public final class CallClient implements AutoCloseable {

    private final SocketChannel channel;
    private final Writer requests;
    private final BufferedReader answers;

    private CallClient(SocketChannel channel) {
        this.channel = channel;
        this.requests = Channels.newWriter(channel, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /**
     * @throws IOException when nobody listens
     */
    public static CallClient open(Path socket) throws IOException {
        return new CallClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /**
     * Waits for the answer.
     *
     * @throws Refused what the other side refused
     * @throws IOException when it has ended
     */
    public synchronized <T> T ask(String method, Object params, Class<T> answer)
            throws IOException {
        requests.write(
                RpcCodec.write(new RpcMessage.Request("1", method, Json.node(params))) + "\n");
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new EOFException("hung up");
        }
        return switch (RpcCodec.read(line).getFirst()) {
            case RpcMessage.Response(_, JsonNode result) -> Json.convert(result, answer);
            case RpcMessage.ErrorResponse(_, var error) -> throw error.refused();
            case RpcMessage.Request _, RpcMessage.Notification _ ->
                    throw new IOException("that is no answer");
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
