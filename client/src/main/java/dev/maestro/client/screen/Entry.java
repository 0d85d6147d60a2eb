package dev.maestro.client.screen;

import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.work.QuestionView;
import java.util.List;
import java.util.stream.Stream;

/** Something on the screen that can be chosen. */
sealed interface Entry {

    record OfQuestion(SessionView session, RunLine run, QuestionView question) implements Entry {}

    record OfRun(SessionView session, RunLine run) implements Entry {}

    record OfSession(SessionView session) implements Entry {}

    /** The same for the same thing in every state. */
    default String key() {
        return switch (this) {
            case OfQuestion one -> "question " + one.question().id();
            case OfRun one -> runKey(one.run());
            case OfSession one -> sessionKey(one.session());
        };
    }

    SessionView session();

    static String sessionKey(SessionView session) {
        return "session " + session.session();
    }

    static String runKey(RunLine run) {
        return "run " + run.run();
    }

    /** From the top of the list to its end: what waits for a person comes first. */
    static List<Entry> of(DaemonView daemon) {
        return Stream.of(
                        questions(daemon),
                        runs(daemon, false),
                        runs(daemon, true),
                        daemon.sessions().stream().map(OfSession::new))
                .<Entry>flatMap(each -> each)
                .toList();
    }

    static Stream<OfQuestion> questions(DaemonView daemon) {
        return daemon.sessions().stream()
                .flatMap(session ->
                        session.runs().stream()
                                .flatMap(run ->
                                        run.live().questions().stream()
                                                .map(one -> new OfQuestion(session, run, one))));
    }

    /**
     * @param queued those that were accepted and have not begun, or the others
     */
    static Stream<OfRun> runs(DaemonView daemon, boolean queued) {
        return daemon.sessions().stream()
                .flatMap(session ->
                        session.runs().stream()
                                .filter(run -> run.step().equals("preparing") == queued)
                                .map(run -> new OfRun(session, run)));
    }
}
