package dev.maestro.client.state;

import dev.maestro.client.platform.MaestroHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known on disk of runs, of those that have ended, too. */
public record RunRecords(List<RunFacts> open, List<RunFacts> all) {

    public static RunRecords of(MaestroHome home) {
        List<RunFacts> open = new ArrayList<>();
        List<RunFacts> all = new ArrayList<>();
        for (Path directory : MachineState.directories(home.runs())) {
            RunFacts.read(directory.resolve("run.json")).ifPresent(open::add);
            RunFacts.read(directory.resolve("ended.json")).ifPresent(all::add);
        }
        all.addAll(open);
        return new RunRecords(List.copyOf(open), List.copyOf(all));
    }

    boolean isOpen(RunFacts facts) {
        return open.contains(facts);
    }

    Optional<RunFacts> ofWorktree(String name) {
        return all.stream().filter(facts -> facts.worktree().equals(name)).findFirst();
    }

    Optional<UUID> taskOfBranch(String ref) {
        return all.stream()
                .filter(facts ->
                        facts.branch().filter(b -> ref.equals("refs/heads/" + b)).isPresent())
                .findFirst()
                .flatMap(RunFacts::task);
    }

    Optional<Integer> numberOf(UUID task) {
        return all.stream()
                .filter(facts -> facts.task().filter(task::equals).isPresent())
                .findFirst()
                .flatMap(RunFacts::taskNumber);
    }

    /**
     * The run that writes for a task, by its number or the beginning of its id: one that is under
     * way, since plans have tasks of the same number, else the newest.
     */
    public Optional<RunFacts> newestOf(String task) {
        return all.stream()
                .filter(RunFacts::writes)
                .filter(facts -> isCalled(facts, task))
                .max(Comparator.comparing(this::isOpen).thenComparingLong(RunFacts::fence));
    }

    private static boolean isCalled(RunFacts facts, String name) {
        return facts.taskNumber().map(String::valueOf).filter(name::equals).isPresent()
                || (name.length() >= 4
                        && facts.task()
                                .map(UUID::toString)
                                .filter(id -> id.startsWith(name))
                                .isPresent());
    }
}
