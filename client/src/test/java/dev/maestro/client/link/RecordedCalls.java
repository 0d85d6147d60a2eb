package dev.maestro.client.link;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.StudioMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what Studio asks. */
final class RecordedCalls implements StudioCalls {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Long> events = new CopyOnWriteArrayList<>();
    final List<SessionMethod.HeldRun> runs = new CopyOnWriteArrayList<>();

    @Override
    public void dispatch(StudioMethod.Dispatch dispatch) {
        calls.add("dispatch " + dispatch.run());
    }

    @Override
    public void cancel(UUID run, long fence, FailureReason why) {
        calls.add("cancel " + run + " " + fence + " " + why);
    }

    @Override
    public void steer(UUID run, String text, Optional<UUID> directive) {
        calls.add("steer " + text);
    }

    @Override
    public void answer(UUID run, UUID question, String answer) {
        calls.add("answer " + answer);
    }

    @Override
    public void drain() {
        calls.add("drain");
    }

    @Override
    public void unknown() {
        calls.add("unknown");
    }

    @Override
    public List<SessionMethod.HeldRun> held() {
        return List.copyOf(runs);
    }

    @Override
    public void news(SessionMethod.EventNotification event) {
        events.add(event.seq());
    }

    @Override
    public void storageFull(UUID run) {
        calls.add("storage full " + run);
    }
}
