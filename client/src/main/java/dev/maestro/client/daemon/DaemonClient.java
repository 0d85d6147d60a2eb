package dev.maestro.client.daemon;

import dev.maestro.client.platform.CallClient;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Speaks to the daemon of one home, one request a connection. */
public final class DaemonClient {

    private final Path socket;

    private DaemonClient(Path socket) {
        this.socket = socket;
    }

    /** Empty when no daemon listens. */
    public static Optional<DaemonClient> find(MaestroHome home) {
        try {
            Path socket = Path.of(Files.readString(home.daemon().resolve("daemon.addr")));
            CallClient.open(socket).close();
            return Optional.of(new DaemonClient(socket));
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
        try (CallClient daemon = CallClient.open(socket)) {
            return daemon.ask(method, params, answer);
        } catch (IOException e) {
            throw new Refused(RefusalCode.CAPACITY, "the daemon ended before it answered");
        }
    }
}
