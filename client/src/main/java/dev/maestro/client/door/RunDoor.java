package dev.maestro.client.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.CallServer;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of one run: who comes in can ask for this run only, and only while it lasts. Agents are
 * not trusted: what is said has bounds, and is refused with a sentence when it does not fit.
 */
public final class RunDoor implements AutoCloseable {

    /** The variable that says where a run's door is. */
    public static final String VARIABLE = "MAESTRO_RUN_SOCKET";

    /**
     * An agent's tool server and those that wait for an answer meanwhile; a line is far longer than
     * what may be in it.
     */
    private static final CallServer.Bounds BOUNDS = new CallServer.Bounds(8, 200_000);

    private static final Logger LOG = LoggerFactory.getLogger(RunDoor.class);

    private final CallServer server;
    private final Path notice;

    private RunDoor(CallServer server, Path notice) {
        this.server = server;
        this.notice = notice;
    }

    /**
     * @param directory of the run, outside of its fence; the socket has one of its own in it
     * @param worktree where people who work by hand are found to be in the run
     */
    public static RunDoor open(Path directory, Path worktree, RunDesk desk) {
        CallServer server =
                CallServer.start(
                        directory.resolve("door"), "run.sock", BOUNDS, call -> answer(desk, call));
        Path notice = directory.resolve(DoorNotice.FILE);
        PrivateFiles.write(
                notice,
                Json.write(new DoorNotice(server.socket().toString(), worktree.toString())));
        return new RunDoor(server, notice);
    }

    public Path socket() {
        return server.socket();
    }

    @Override
    public void close() {
        PrivateFiles.delete(notice);
        server.close();
        try {
            Files.deleteIfExists(notice.resolveSibling("door"));
        } catch (IOException e) {
            // An agent without a fence left something there; it goes with the run's logs.
            LOG.debug("the place of a door stays: {}", e.getMessage());
        }
    }

    private static JsonNode answer(RunDesk desk, CallServer.Call call) throws InterruptedException {
        JsonNode params = call.params();
        return Json.node(
                switch (call.method()) {
                    case DoorCall.CONTEXT -> desk.context();
                    case DoorCall.PROGRESS -> {
                        DoorCall.Progress progress = Json.whole(params, DoorCall.Progress.class);
                        desk.progress(Spoken.text("text", progress.text(), Spoken.SENTENCE));
                        yield new DoorCall.Nothing();
                    }
                    case DoorCall.SUBTASK -> {
                        desk.subtask(Spoken.fits(Json.whole(params, SubtaskRequest.class)));
                        yield new DoorCall.Nothing();
                    }
                    case DoorCall.QUESTION ->
                            new DoorCall.Answer(
                                    desk.question(
                                            Spoken.fits(
                                                    Json.whole(params, DoorCall.Question.class))));
                    case DoorCall.VERDICT -> {
                        requireFirst(call);
                        yield new DoorCall.Judged(
                                desk.verdict(
                                        Spoken.fits(Json.whole(params, DoorCall.Verdict.class))));
                    }
                    default ->
                            throw new Refused(
                                    RefusalCode.METHOD_NOT_FOUND,
                                    "a run's door does not know \"%s\": %s"
                                            .formatted(
                                                    call.method(),
                                                    String.join(
                                                            ", ",
                                                            List.of(
                                                                    DoorCall.CONTEXT,
                                                                    DoorCall.PROGRESS,
                                                                    DoorCall.SUBTASK,
                                                                    DoorCall.QUESTION,
                                                                    DoorCall.VERDICT))));
                });
    }

    /**
     * The agent's tool server comes before anything that the agent starts: code under review that
     * finds the door must not approve itself.
     */
    private static void requireFirst(CallServer.Call call) {
        if (call.caller() != 1) {
            throw new Refused(
                    RefusalCode.FORBIDDEN,
                    "only who came to this run first may judge: say the verdict in a line of your"
                            + " own words");
        }
    }
}
