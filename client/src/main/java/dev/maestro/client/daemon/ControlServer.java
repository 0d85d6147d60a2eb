package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.CallServer;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import java.nio.file.Path;

/**
 * Where the command line speaks to the daemon. The place of the socket stands in {@code
 * daemon.addr}, for a path may be longer than an address can hold.
 */
final class ControlServer implements AutoCloseable {

    private static final CallServer.Bounds BOUNDS = new CallServer.Bounds(256, 4_000_000);

    /** Answers one request. */
    interface Handler {
        JsonNode answer(String method, JsonNode params);
    }

    private final CallServer server;
    private final Path addressFile;

    private ControlServer(CallServer server, Path addressFile) {
        this.server = server;
        this.addressFile = addressFile;
    }

    /** The caller holds the daemon's lock: a socket that is there is a dead daemon's. */
    static ControlServer start(MaestroHome home, Handler handler) {
        CallServer server =
                CallServer.start(
                        home.daemon(),
                        "daemon.sock",
                        BOUNDS,
                        call -> handler.answer(call.method(), call.params()));
        Path addressFile = home.daemon().resolve("daemon.addr");
        PrivateFiles.write(addressFile, server.socket().toString());
        return new ControlServer(server, addressFile);
    }

    @Override
    public void close() {
        PrivateFiles.delete(addressFile);
        server.close();
    }
}
