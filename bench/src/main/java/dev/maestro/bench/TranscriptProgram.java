package dev.maestro.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.HandOver;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.Steering;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.provider.TranscriptSink;
import dev.maestro.client.provider.claude.ClaudeProvider;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.Purpose;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the provider listen to a recorded stream as to a running program, and says what that took:
 * nanoseconds of CPU of this process, events, mebibytes of heap that are in use after it.
 */
final class TranscriptProgram {

    private static final long MEBIBYTE = 1024 * 1024;

    private TranscriptProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path program = directory.resolve("agent");
        Files.writeString(program, "#!/bin/sh\nexec cat '" + arguments[1] + "'\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable " + program);
        }
        Files.writeString(directory.resolve("prompt.md"), "Do it.");
        Counter counter = new Counter();
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        ProviderOutcome outcome =
                new ClaudeProvider(
                                new ProviderSettings(
                                        Optional.of(program.toString()), null, null, null, null),
                                Map.of("PATH", System.getenv("PATH")),
                                Patience.USUAL,
                                false)
                        .run(call(directory, counter));
        long cpu = system.getProcessCpuTime() - before;
        if (!(outcome instanceof ProviderOutcome.Finished)) {
            throw new IllegalStateException("it ended with " + outcome);
        }
        System.gc();
        Runtime memory = Runtime.getRuntime();
        System.out.printf(
                "%d %d %d%n",
                cpu, counter.events, (memory.totalMemory() - memory.freeMemory()) / MEBIBYTE);
        System.exit(0);
    }

    private static ProviderCall call(Path directory, TranscriptSink sink) {
        return new ProviderCall(
                Purpose.DEVELOP,
                directory,
                directory.resolve("prompt.md"),
                directory,
                Map.of(),
                "bench-transcript",
                ModelSize.MEDIUM,
                Optional.empty(),
                Confinement.off(),
                sink,
                new Steering(),
                (_, _) -> Operator.Permission.DENIED,
                new StopSignal(),
                new HandOver());
    }

    /** Keeps nothing. */
    private static final class Counter implements TranscriptSink {

        private long events;

        @Override
        public void append(byte[] bytes, int length) {
            events++;
        }

        @Override
        public void accept(AgentEvent event) {
            events++;
        }
    }
}
