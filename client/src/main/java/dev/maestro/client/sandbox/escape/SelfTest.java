package dev.maestro.client.sandbox.escape;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.sandbox.Sandbox;
import dev.maestro.git.GitFailed;
import dev.maestro.git.Person;
import dev.maestro.git.Worktree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tries to get out of the sandbox, really, by one way after another. */
public final class SelfTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HEARD = 256 * 1024;
    private static final Person DAEMON = new Person("Maestro", "maestro@maestro.invalid");

    private final UnaryOperator<Map<String, String>> allowed;

    /**
     * @param allowed what of an environment a run is given
     */
    public SelfTest(UnaryOperator<Map<String, String>> allowed) {
        this.allowed = allowed;
    }

    /**
     * One attempt and how it ended.
     *
     * @param said what the program printed, its beginning
     */
    public record Result(String name, String what, boolean blocked, String said) {}

    /**
     * In the sandbox of this machine.
     *
     * @param each hears of every attempt when it has ended
     * @throws dev.maestro.client.sandbox.SandboxRefused when this machine has none
     */
    public List<Result> run(Consumer<Result> each) {
        try (Field field = new Field()) {
            Confinement fence = Sandbox.open(field.territory()).confinement(MachineAttempts.TIGHT);
            List<Result> results = new ArrayList<>();
            for (Attempt attempt : attempts()) {
                Result result = tried(field, fence, attempt);
                each.accept(result);
                results.add(result);
            }
            return List.copyOf(results);
        } catch (IOException e) {
            throw new UncheckedIOException("the self-test could not be set up", e);
        }
    }

    /** Only those that do no harm, each on a field of its own, where nothing holds them. */
    List<Result> runGentleOnesFree() throws IOException {
        List<Result> results = new ArrayList<>();
        for (Attempt attempt : attempts()) {
            if (attempt.gentle()) {
                try (Field field = new Field()) {
                    results.add(tried(field, Confinement.off(), attempt));
                }
            }
        }
        return List.copyOf(results);
    }

    private static List<Attempt> attempts() {
        return Stream.of(
                        FileAttempts.all(),
                        GitAttempts.all(),
                        ProcessAttempts.all(),
                        MachineAttempts.all())
                .flatMap(List::stream)
                .toList();
    }

    private Result tried(Field field, Confinement fence, Attempt attempt) throws IOException {
        Worktree worktree = field.worktree();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CI_DEPLOY_TOKEN", field.secret());
        environment.put("MAESTRO_TOKEN", field.secret());
        Map<String, String> given = new HashMap<>(allowed.apply(environment));
        given.putAll(field.variables());
        ProcessSpec spec =
                new ProcessSpec(
                        List.of("sh", "-c", attempt.script()),
                        worktree.directory(),
                        given,
                        Path.of("/dev/null"),
                        "escape-" + attempt.name());
        Needs needs = new Needs(List.of(), List.of(), attempt.network());
        String said = run(fence.confine(spec, needs));
        if (attempt.again()) {
            said += run(fence.confine(spec, needs));
        }
        asTheDaemonDoes(worktree);
        boolean escaped = attempt.evidence().escaped(field, said);
        return new Result(
                attempt.name(),
                attempt.what(),
                !escaped,
                said.replace(field.secret(), "(the secret)").strip());
    }

    private static String run(ProcessSpec spec) throws IOException {
        ProcessTree tree = ProcessTree.start(spec);
        Thread watch =
                Thread.startVirtualThread(() -> {
                    try {
                        if (tree.await(PATIENCE).isEmpty()) {
                            tree.end(Duration.ZERO);
                        }
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                });
        try (InputStream output = tree.output()) {
            return new String(output.readNBytes(HEARD), StandardCharsets.UTF_8);
        } finally {
            tree.end(Duration.ZERO);
            watch.interrupt();
        }
    }

    /** Looks, keeps, commits: a trap that was laid for the daemon's git would go off now. */
    private static void asTheDaemonDoes(Worktree worktree) {
        try {
            worktree.status();
            worktree.snapshot("refs/maestro/wip/attempt", "Kept");
            if (!worktree.changed().isEmpty()) {
                worktree.commitAll("Work", DAEMON);
            }
        } catch (GitFailed broken) {
            // An attempt may spoil its own worktree: that hurts nobody else.
            return;
        }
    }
}
