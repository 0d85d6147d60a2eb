package dev.maestro.client.mcp;

import dev.maestro.client.door.DoorCall;
import dev.maestro.client.door.RunDesk;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what it is told; answers a question that waits with its first answer. */
final class KeptDesk implements RunDesk {

    static final String COMMIT = "0123456789012345678901234567890123456789";

    final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    @Override
    public DoorCall.Context context() {
        return new DoorCall.Context(
                UUID.randomUUID(),
                "develop",
                2,
                "A plan",
                Optional.of(
                        new TaskPacket(
                                UUID.randomUUID(),
                                7,
                                "Add a file",
                                "It is called new.txt.",
                                List.of("it is there"),
                                List.of(),
                                List.of(),
                                3,
                                Optional.empty())),
                "epic/x",
                Optional.of("task/x/7"),
                COMMIT,
                List.of("no test"),
                List.of("keep it short"),
                Optional.of("make check"),
                List.of());
    }

    @Override
    public void progress(String text) {
        told.add(text);
    }

    @Override
    public void subtask(SubtaskRequest request) {
        told.add(request);
    }

    @Override
    public Optional<String> question(DoorCall.Question question) {
        told.add(question);
        return question.patience().map(_ -> question.answers().getFirst());
    }

    @Override
    public String verdict(DoorCall.Verdict verdict) {
        told.add(verdict);
        return COMMIT;
    }
}
