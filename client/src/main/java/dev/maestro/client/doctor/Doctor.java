package dev.maestro.client.doctor;

import dev.maestro.client.identity.Identities;
import dev.maestro.client.platform.MaestroHome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all examinations at the same time. Any thread may use it. */
public final class Doctor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Examination> examinations;

    Doctor(List<Examination> examinations) {
        this.examinations = List.copyOf(examinations);
    }

    /**
     * @param directory where the person stands
     */
    public static Doctor of(
            MaestroHome home, Path directory, Identities identities, InstantSource clock) {
        return new Doctor(
                List.of(
                        new RuntimeExamination(),
                        new GitExamination(directory),
                        new HomeExamination(home),
                        new AgentsExamination(home, System.getenv()),
                        new SandboxExamination(home, directory, System.getenv()),
                        new DaemonExamination(home),
                        new SecretsExamination(identities),
                        new StudioExamination(identities, clock)));
    }

    /** What was found, in the order of the examinations. One that takes too long is a finding. */
    public List<Finding> examine() throws InterruptedException {
        List<Finding> found = new ArrayList<>();
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<List<Finding>>> running =
                    examinations.stream().map(one -> each.submit(one::examine)).toList();
            for (int i = 0; i < running.size(); i++) {
                found.addAll(outcome(examinations.get(i), running.get(i)));
            }
            return List.copyOf(found);
        } finally {
            each.shutdownNow();
        }
    }

    private static List<Finding> outcome(Examination examination, Future<List<Finding>> running)
            throws InterruptedException {
        try {
            return running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return List.of(
                    Finding.bad(
                            examination.subject(),
                            "no answer within %d s".formatted(PATIENCE.toSeconds()),
                            "see what holds it up, and run `maestro doctor` again"));
        } catch (ExecutionException failed) {
            return List.of(
                    Finding.bad(
                            examination.subject(),
                            Optional.ofNullable(failed.getCause())
                                    .map(Throwable::getMessage)
                                    .orElse("it failed"),
                            "mend what it says, and run `maestro doctor` again"));
        }
    }
}
