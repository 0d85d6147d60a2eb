package dev.maestro.client.agent;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.platform.ProgramPath;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One start of one agent's program, from its first line to its last process. Used once, by one
 * thread, which waits for it.
 */
public final class AgentRun {

    /** After that it is killed; the whole tree has a second (see the promise on cancel). */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** For a program that has done its work and whose input has ended. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** In a heap of 64 MB a line is held several times over while it is parsed. */
    static final int LONGEST_LINE = 4 * 1024 * 1024;

    private static final int NOT_FOUND = 127;
    private static final Path NO_INPUT = Path.of("/dev/null");

    /** What the waiting thread is woken by. */
    private sealed interface Sign {
        record Exited(int code) implements Sign {}

        record Stop() implements Sign {}

        record Circles(AgentFailure failure) implements Sign {}

        record Done() implements Sign {}

        record Fault(RuntimeException cause) implements Sign {}
    }

    private final AgentProgram program;
    private final ProviderCall call;
    private final StreamReader reader;
    private final Pulse pulse;
    private final Hearing hearing;
    private final BlockingQueue<Sign> signs = new LinkedBlockingQueue<>();
    private final List<Thread> readers = new ArrayList<>();
    private final java.util.Set<Thread> asking = ConcurrentHashMap.newKeySet();
    private @Nullable Pipe pipe;

    private AgentRun(
            AgentProgram program, ProviderCall call, Patience patience, StreamReader reader) {
        this.program = program;
        this.call = call;
        this.reader = reader;
        this.pulse = new Pulse(patience, System::nanoTime);
        this.hearing =
                new Hearing(
                        reader,
                        call.transcript(),
                        pulse,
                        failure -> signs.add(new Sign.Circles(failure)));
    }

    /** Runs it to its end, which comes within a second of the call's stop signal. */
    public static ProviderOutcome of(
            AgentProgram program, ProviderCall call, Patience patience, StreamReader reader) {
        return new AgentRun(program, call, patience, reader).run();
    }

    private ProviderOutcome run() {
        String name = program.command().getFirst();
        Optional<Path> found =
                ProgramPath.find(name, program.environment().getOrDefault("PATH", ""));
        if (found.isEmpty()) {
            return new ProviderOutcome.Failed(new AgentFailure.NotInstalled(name));
        }
        if (call.stop().stopped()) {
            return new ProviderOutcome.Stopped();
        }
        try (Pipe input = openInput()) {
            pipe = input;
            return withInput(found.get());
        }
    }

    private @Nullable Pipe openInput() {
        return program.stdin() instanceof AgentProgram.Stdin.Open ? Pipe.in(call.scratch()) : null;
    }

    private ProviderOutcome withInput(Path found) {
        ProcessTree tree;
        try {
            tree = ProcessTree.startApart(call.confinement().confine(spec(found), program.needs()));
        } catch (UncheckedIOException e) {
            return new ProviderOutcome.Failed(
                    new AgentFailure.NotInstalled(program.command().getFirst()));
        }
        try (StopSignal.Registration _ = call.stop().onStop(() -> signs.add(new Sign.Stop()));
                StopSignal.Registration _ = call.stop().onInsistence(tree::kill)) {
            hearing.alone(() -> reader.started(input()));
            read("agent-output", tree.output(), hearing.output());
            read("agent-errors", tree.errors(), hearing.errors());
            tree.onExit(code -> signs.add(new Sign.Exited(code)));
            return watch(tree);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProviderOutcome.Stopped();
        } finally {
            tree.end(program.stop(), GRACE);
            asking.forEach(Thread::interrupt);
        }
    }

    private ProcessSpec spec(Path found) {
        List<String> command = new ArrayList<>(program.command());
        command.set(0, found.toString());
        Pipe open = pipe;
        Path stdin =
                switch (program.stdin()) {
                    case AgentProgram.Stdin.Nothing() -> NO_INPUT;
                    case AgentProgram.Stdin.FromFile(Path file) -> file;
                    case AgentProgram.Stdin.Open() -> open == null ? NO_INPUT : open.path();
                };
        return new ProcessSpec(command, call.worktree(), program.environment(), stdin, call.mark());
    }

    private ProviderOutcome watch(ProcessTree tree) throws InterruptedException {
        long farewell = Long.MAX_VALUE;
        while (true) {
            long left = Math.min(pulse.left().toNanos(), farewell - System.nanoTime());
            switch (signs.poll(Math.max(left, 0), TimeUnit.NANOSECONDS)) {
                case null -> {
                    if (farewell - System.nanoTime() <= 0) {
                        return byReader(tree);
                    }
                    Optional<AgentFailure> over = pulse.over();
                    if (over.isPresent()) {
                        return failed(tree, over.get());
                    }
                }
                case Sign.Exited _ -> {
                    return byReader(tree);
                }
                case Sign.Stop() -> {
                    ended(tree);
                    return new ProviderOutcome.Stopped();
                }
                case Sign.Circles(AgentFailure failure) -> {
                    return failed(tree, failure);
                }
                case Sign.Done() -> farewell = System.nanoTime() + farewell().toNanos();
                case Sign.Fault(RuntimeException cause) -> throw cause;
            }
        }
    }

    private Duration farewell() {
        return pipe == null ? Duration.ZERO : FAREWELL;
    }

    private ProviderOutcome failed(ProcessTree tree, AgentFailure failure)
            throws InterruptedException {
        ended(tree);
        return new ProviderOutcome.Failed(failure);
    }

    private ProviderOutcome byReader(ProcessTree tree) throws InterruptedException {
        int exit = ended(tree);
        if (call.stop().stopped()) {
            return new ProviderOutcome.Stopped();
        }
        ProviderOutcome outcome = reader.outcome(exit);
        boolean absent =
                exit == NOT_FOUND
                        && outcome instanceof ProviderOutcome.Failed(AgentFailure.Crashed _);
        return absent
                ? new ProviderOutcome.Failed(
                        new AgentFailure.NotInstalled(program.command().getFirst()))
                : outcome;
    }

    /** Everything is gone and everything it said was heard. */
    private int ended(ProcessTree tree) throws InterruptedException {
        tree.end(program.stop(), GRACE);
        for (Thread thread : readers) {
            thread.join(LAST_WORDS);
        }
        Sign left = signs.poll();
        while (left != null) {
            if (left instanceof Sign.Fault(RuntimeException cause)) {
                throw cause;
            }
            left = signs.poll();
        }
        return tree.await(LAST_WORDS).orElse(-1);
    }

    private void read(String name, InputStream stream, Lines.Sink sink) {
        Thread thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .unstarted(() -> {
                            try (stream) {
                                new Lines(LONGEST_LINE, sink).read(stream);
                            } catch (IOException e) {
                                // The tree was ended and its pipe closed under us.
                                pulse.alive();
                            } catch (RuntimeException e) {
                                signs.add(new Sign.Fault(e));
                            }
                        });
        readers.add(thread);
        thread.start();
    }

    private AgentInput input() {
        Pipe open = pipe;
        return new AgentInput() {
            @Override
            public boolean say(String line) {
                return open != null && open.say(line);
            }

            @Override
            public void close() {
                if (open != null) {
                    open.finish();
                }
                signs.add(new Sign.Done());
            }

            @Override
            public void hear(Consumer<Consumer<AgentEvent>> reading) {
                try {
                    hearing.elsewhere(reading);
                } catch (RuntimeException e) {
                    signs.add(new Sign.Fault(e));
                }
            }

            @Override
            public void ask(String question, Consumer<Operator.Permission> answer) {
                pulse.askingBegins();
                Thread thread =
                        Thread.ofVirtual()
                                .name("agent-question")
                                .unstarted(() -> asked(question, answer));
                asking.add(thread);
                thread.start();
            }
        };
    }

    private void asked(String question, Consumer<Operator.Permission> answer) {
        try {
            Operator.Permission permission =
                    call.operator().permission(question, pulse.permission());
            hearing.alone(() -> answer.accept(permission));
        } catch (InterruptedException e) {
            // The run is over and nobody waits for the answer.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            signs.add(new Sign.Fault(e));
        } finally {
            pulse.askingEnds();
            asking.remove(Thread.currentThread());
        }
    }
}
