package dev.maestro.client.door;

import dev.maestro.client.platform.CallClient;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one run. It comes to the door once, when it is first asked, and stays; a question that
 * waits has a connection of its own, so that nothing waits behind it. Any thread may use it.
 */
public final class DoorClient implements AutoCloseable {

    private final Path socket;
    private @Nullable CallClient line;

    private DoorClient(Path socket) {
        this.socket = socket;
    }

    /** Empty when neither the environment nor the directory belongs to a run. */
    public static Optional<DoorClient> find(
            Map<String, String> environment, MaestroHome home, Path directory) {
        return DoorNotice.find(environment, home, directory).map(DoorClient::new);
    }

    public DoorCall.Context context() {
        return ask(DoorCall.CONTEXT, new DoorCall.Nothing(), DoorCall.Context.class);
    }

    public void progress(DoorCall.Progress progress) {
        ask(DoorCall.PROGRESS, progress, DoorCall.Nothing.class);
    }

    public void subtask(SubtaskRequest request) {
        ask(DoorCall.SUBTASK, request, DoorCall.Nothing.class);
    }

    public Optional<String> question(DoorCall.Question question) {
        open();
        try (CallClient own = CallClient.open(socket)) {
            return own.ask(DoorCall.QUESTION, question, DoorCall.Answer.class).answer();
        } catch (IOException gone) {
            throw ended();
        }
    }

    public String verdict(DoorCall.Verdict verdict) {
        return ask(DoorCall.VERDICT, verdict, DoorCall.Judged.class).commit();
    }

    /** Comes to the door before anybody else can. False when the run has ended. */
    public boolean come() {
        try {
            open();
            return true;
        } catch (Refused gone) {
            return false;
        }
    }

    private <T> T ask(String method, Object params, Class<T> answer) {
        try {
            return open().ask(method, params, answer);
        } catch (IOException gone) {
            throw ended();
        }
    }

    private synchronized CallClient open() {
        try {
            CallClient open = line == null ? CallClient.open(socket) : line;
            line = open;
            return open;
        } catch (IOException nobody) {
            throw ended();
        }
    }

    private static Refused ended() {
        return new Refused(
                RefusalCode.LEASE_LOST,
                "the run has ended: nothing that is said now reaches it any more");
    }

    @Override
    public synchronized void close() throws IOException {
        if (line != null) {
            line.close();
        }
    }
}
