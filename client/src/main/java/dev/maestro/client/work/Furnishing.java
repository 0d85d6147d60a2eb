package dev.maestro.client.work;

import dev.maestro.client.state.RunFacts;
import dev.maestro.git.Worktree;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a fresh worktree fit to work in: files of the user's clone that git does not know, ports of
 * its own, the project's set-up command. All of it is done for every run, since nothing that an
 * earlier one left is trusted (decision 6).
 */
final class Furnishing {

    private final Ground ground;

    Furnishing(Ground ground) {
        this.ground = ground;
    }

    /** Empty when the worktree is fit. */
    Optional<Ending> perform(Consumer<String> step) {
        try {
            copyFiles();
        } catch (Refused refused) {
            return Optional.of(failed(String.valueOf(refused.getMessage()), Optional.empty()));
        }
        ground.place().facts(ports());
        return ground.tools().config().settings().setUp().flatMap(command -> setUp(command, step));
    }

    private void copyFiles() {
        CopiedFiles clone = new CopiedFiles(ground.tools().config().repository());
        List<String> files = clone.named(ground.tools().config().settings().copy());
        Worktree worktree = ground.place().worktree();
        List<String> untracked = new ArrayList<>(files);
        untracked.removeAll(worktree.tracked(files));
        if (untracked.isEmpty()) {
            return;
        }
        ground.place().copies(untracked);
        ground.tools().mirror().exclude(untracked);
        clone.copy(untracked, worktree.directory());
        ground.transcript().note("copied from your clone: " + String.join(", ", untracked));
    }

    private Map<String, String> ports() {
        int count = ground.tools().config().settings().ports();
        List<Integer> ports = ground.place().takePorts(count);
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < ports.size(); i++) {
            facts.put(i == 0 ? "MAESTRO_PORT" : "MAESTRO_PORT_" + i, ports.get(i).toString());
        }
        return facts;
    }

    private Optional<Ending> setUp(String command, Consumer<String> step) {
        step.accept("setting up");
        ground.transcript().note("set-up: " + command);
        List<String> before = ground.place().worktree().changed();
        SetUp.Outcome outcome =
                new SetUp(
                                ground.tools().confinement(),
                                ground.environment(),
                                ground.tools().config().mirrors().settings().setUpLimit())
                        .run(
                                command,
                                ground.place().worktree().directory(),
                                ground.files().setUpLog(),
                                RunFacts.mark(ground.packet().run(), ground.packet().fence()),
                                ground.stop());
        String said = LogTail.of(ground.files().setUpLog());
        ground.transcript().quote(said);
        return switch (outcome) {
            case SetUp.Outcome.Done() -> {
                tellChanged(before);
                yield Optional.empty();
            }
            case SetUp.Outcome.Stopped() -> Optional.of(ground.abandoned());
            case SetUp.Outcome.Failed(String sentence) ->
                    Optional.of(failed(sentence, Optional.of(said)));
        };
    }

    /** What set-up makes and git does not ignore would be taken for the agent's work. */
    private void tellChanged(List<String> before) {
        List<String> changed = new ArrayList<>(ground.place().worktree().changed());
        changed.removeAll(before);
        if (!changed.isEmpty()) {
            ground.transcript()
                    .note(
                            "set-up changed files that git does not ignore: "
                                    + String.join(", ", changed));
        }
    }

    private Ending failed(String sentence, Optional<String> log) {
        return Failure.of(
                ground.packet(), FailureReason.SET_UP_FAILED, sentence, log, Optional.empty());
    }
}
