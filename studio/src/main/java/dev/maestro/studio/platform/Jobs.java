package dev.maestro.studio.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is to be done at a later time and is not forgotten when the studio is killed. A job has
 * a name, known at the start, and instances, named by those who schedule them. A job that fails is
 * tried again after a second, then ever later; one that was cut short by a crash is run again, so
 * it is idempotent. Any thread may use it.
 */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    /** What a job does for one of its instances; runs outside any transaction. */
    @FunctionalInterface
    public interface Work {
        void run(String instance);
    }

    private final Scheduler scheduler;
    private final ExecutorService threads;
    private final Set<String> names;

    private Jobs(Scheduler scheduler, ExecutorService threads, Set<String> names) {
        this.scheduler = scheduler;
        this.threads = threads;
        this.names = names;
    }

    public static Register on(Database database) {
        return new Register(database);
    }

    /**
     * Has the instance run at that time, by the database's clock, once the transaction is
     * committed. The same again changes nothing; another time replaces the former one. An instance
     * that runs at this moment will run once more.
     */
    public void schedule(Transaction tx, String name, String instance, Instant at) {
        known(name);
        tx.sql()
                .createUpdate(
                        """
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:name, :instance, :at, false, 1)
                        on conflict (task_name, task_instance) do update
                           set execution_time = excluded.execution_time,
                               picked = false,
                               picked_by = null,
                               last_heartbeat = null,
                               consecutive_failures = 0,
                               version = scheduled_tasks.version + 1
                        """)
                .bind("name", name)
                .bind("instance", instance)
                .bind("at", at)
                .execute();
        if (!at.isAfter(tx.now())) {
            tx.afterCommit(scheduler::triggerCheckForDueExecutions);
        }
    }

    /** Forgets the instance; one that runs at this moment runs to its end. */
    public void cancel(Transaction tx, String name, String instance) {
        known(name);
        tx.sql()
                .createUpdate(
                        """
                        delete from scheduled_tasks
                         where task_name = :name and task_instance = :instance
                        """)
                .bind("name", name)
                .bind("instance", instance)
                .execute();
    }

    /**
     * Lets running jobs end, for ten seconds; what is cut short runs again after the next start.
     */
    @Override
    public void close() {
        scheduler.stop();
        threads.shutdownNow();
    }

    private void known(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no job is called " + name + ": " + names);
        }
    }

    /** The jobs there are, before they start; used by one thread. */
    public static final class Register {

        private final Database database;
        private final Map<String, Task<Void>> scheduled = new LinkedHashMap<>();
        private final Map<String, Task<Void>> recurring = new LinkedHashMap<>();

        private Register(Database database) {
            this.database = database;
        }

        /** A job whose instances are scheduled one by one. */
        public Register job(String name, Work work) {
            Task<Void> task =
                    Tasks.custom(name, Void.class)
                            .onFailure(new ExponentialBackoffFailureHandler<>(FIRST_RETRY))
                            .execute((instance, _) -> {
                                work.run(instance.getId());
                                return Register::removeUnlessScheduledAgain;
                            });
            return add(scheduled, name, task);
        }

        /** A job that runs at the start and again when the pause has passed since it ended. */
        public Register every(String name, Duration pause, Runnable work) {
            Task<Void> task =
                    Tasks.recurring(name, FixedDelay.of(pause)).execute((_, _) -> work.run());
            return add(recurring, name, task);
        }

        public Jobs start() {
            ExecutorService threads =
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("job-", 1).factory());
            Scheduler scheduler = scheduler(threads);
            scheduler.start();
            return new Jobs(scheduler, threads, Set.copyOf(scheduled.keySet()));
        }

        private Register add(Map<String, Task<Void>> tasks, String name, Task<Void> task) {
            if (scheduled.containsKey(name) || recurring.containsKey(name)) {
                throw new IllegalStateException("two jobs are called " + name);
            }
            tasks.put(name, task);
            return this;
        }

        @SuppressWarnings({
            "unchecked",
            "rawtypes"
        }) // startTasks wants a type that is Task & OnStartup
        private Scheduler scheduler(ExecutorService threads) {
            List<Task<?>> known = new ArrayList<>(scheduled.values());
            return Scheduler.create(database.pool(), known)
                    .startTasks((List) List.copyOf(recurring.values()))
                    .clock(database.clock()::instant)
                    .threads(AT_ONCE)
                    .executorService(threads)
                    .pollUsingLockAndFetch(0.5, 1.0)
                    .pollingInterval(POLL)
                    .heartbeatInterval(HEARTBEAT)
                    .shutdownMaxWait(FAREWELL)
                    .build();
        }

        private static void removeUnlessScheduledAgain(
                ExecutionComplete complete, ExecutionOperations<Void> operations) {
            try {
                operations.remove();
            } catch (ExecutionException e) {
                LOG.debug("{} was scheduled again while it ran", complete.getExecution(), e);
            }
        }
    }
}
