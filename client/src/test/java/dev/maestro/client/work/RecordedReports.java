package dev.maestro.client.work;

import dev.maestro.protocol.work.RunMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Studio's ear in tests: remembers what it was told. */
final class RecordedReports implements Reports {

    final List<RunMethod> messages = new CopyOnWriteArrayList<>();

    @Override
    public void send(RunMethod message) {
        messages.add(message);
    }

    @Override
    public void settle(RunMethod terminal) {
        messages.add(terminal);
    }

    @Override
    public void output(UUID run, long fence, Path transcript) {}

    @Override
    public void outputClosed(UUID run, long fence) {}

    <T extends RunMethod> List<T> all(Class<T> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
