package dev.maestro.client.daemon;

import dev.maestro.client.work.Workshop;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The runs that wait until a person says that they are done. */
final class PersonsTasks {

    private PersonsTasks() {}

    /**
     * A person finished a run: the one that waits, or the one whose run, task or task number is
     * named.
     *
     * @throws Refused {@code not_found} or, when several wait, {@code invalid_params}
     */
    static RunLine done(List<LiveSession> sessions, Optional<String> which) {
        Map<RunLine, Workshop> waiting = new HashMap<>();
        for (LiveSession session : sessions) {
            session.work().runs().stream()
                    .map(RunLine::of)
                    .filter(RunLine::waitsForPerson)
                    .filter(run -> which.isEmpty() || isCalled(run, which.get()))
                    .forEach(run -> waiting.put(run, session.work()));
        }
        if (waiting.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    which.map("no task %s waits for a person here"::formatted)
                            .orElse("no task waits for a person here"));
        }
        if (waiting.size() > 1) {
            throw Refused.invalid(
                    "task", "several tasks wait for a person: say which (maestro task list)");
        }
        Map.Entry<RunLine, Workshop> one = waiting.entrySet().iterator().next();
        if (!one.getValue().taskDone(one.getKey().run())) {
            throw new Refused(RefusalCode.NOT_FOUND, "it does not wait any more");
        }
        return one.getKey();
    }

    private static boolean isCalled(RunLine run, String name) {
        return run.taskNumber().map(String::valueOf).filter(name::equals).isPresent()
                || (name.length() >= 4
                        && (run.run().toString().startsWith(name)
                                || run.task()
                                        .map(UUID::toString)
                                        .filter(task -> task.startsWith(name))
                                        .isPresent()));
    }
}
