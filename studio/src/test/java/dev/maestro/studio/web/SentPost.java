package dev.maestro.studio.web;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunPost;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what would be sent to sessions. */
final class SentPost implements RunPost {

    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Override
    public void cancel(SessionId session, RunId run, long fence, FailureReason reason) {
        sent.add("cancel " + run);
    }

    @Override
    public boolean steer(SessionId session, RunId run, String text, UUID directive) {
        sent.add("steer " + run + ": " + text);
        return true;
    }

    @Override
    public boolean answer(SessionId session, RunId run, UUID question, String answer) {
        sent.add("answer " + run + ": " + answer);
        return true;
    }

    List<String> sent() {
        return List.copyOf(sent);
    }
}
