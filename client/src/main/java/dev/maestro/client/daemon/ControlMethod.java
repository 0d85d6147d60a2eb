package dev.maestro.client.daemon;

import dev.maestro.client.provider.ProviderKind;
import dev.maestro.protocol.work.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the command line and the screen ask of the daemon: methods of the control socket. */
public final class ControlMethod {

    public static final String STATUS = "daemon.status";
    public static final String STOP = "daemon.stop";
    public static final String CONNECT = "session.connect";
    public static final String DISCONNECT = "session.disconnect";
    public static final String DRAIN = "session.drain";
    public static final String TASK_DONE = "task.done";
    public static final String OUTPUT = "run.output";
    public static final String STEER = "run.steer";
    public static final String CLEAR_STEERING = "run.clear_steering";
    public static final String CANCEL = "run.cancel";
    public static final String ANSWER = "question.answer";

    private ControlMethod() {}

    /**
     * Parameters of {@link #DISCONNECT}: without a name every session.
     *
     * @param project the only one whose session is meant; empty means all that are called so
     */
    public record Disconnect(Optional<String> name, Optional<UUID> project) {

        public Disconnect(Optional<String> name, @Nullable Optional<UUID> project) {
            this.name = name;
            this.project = project == null ? Optional.empty() : project;
        }
    }

    /** The answer to {@link #DISCONNECT}. */
    public record Disconnected(List<String> names) {}

    /** Parameters of {@link #DRAIN}. The answer is the session. */
    public record Drain(String name) {}

    /** Parameters of {@link #TASK_DONE}. */
    public record TaskDone(Optional<String> task) {}

    /**
     * Parameters of {@link #OUTPUT}, answered by an {@code OutputPiece} when there is something to
     * say, at the latest after {@code waitMillis}.
     *
     * @param after the number of the last line that the viewer has
     */
    public record Output(UUID run, long after, long waitMillis) {}

    /**
     * Parameters of {@link #STEER}. At most one of run, session and machine says who is told;
     * without any, the only run at work.
     *
     * @param run its id, the beginning of its id, or its task's number
     * @param session its name: its runs at work and those to come
     * @param machine every session of this machine
     * @param project the only one whose session is meant; empty means all that are called so
     */
    public record Steer(
            Optional<String> run,
            Optional<String> session,
            boolean machine,
            String text,
            Optional<UUID> project) {

        public Steer(
                Optional<String> run,
                Optional<String> session,
                boolean machine,
                String text,
                @Nullable Optional<UUID> project) {
            this.run = run;
            this.session = session;
            this.machine = machine;
            this.text = text;
            this.project = project == null ? Optional.empty() : project;
        }

        public static Steer run(String run, String text) {
            return new Steer(Optional.of(run), Optional.empty(), false, text, Optional.empty());
        }

        public static Steer session(String name, String text) {
            return new Steer(Optional.empty(), Optional.of(name), false, text, Optional.empty());
        }

        public static Steer machine(String text) {
            return new Steer(Optional.empty(), Optional.empty(), true, text, Optional.empty());
        }
    }

    /** The answer to {@link #STEER}: who is told, and when each hears it. */
    public record Steered(List<Told> told) {}

    /**
     * One that was steered.
     *
     * @param directive Studio's name for what was said, where it stands until it is cleared
     * @param run empty for the runs to come of a session that does nothing now
     * @param delivery empty when it is not known yet: it stands, and is told when it can be
     */
    public record Told(
            UUID directive,
            String session,
            String provider,
            Optional<RunLine> run,
            Optional<Delivery> delivery) {

        /** The run's agent cannot be spoken to, but may look into its file of directives. */
        public boolean mayLook() {
            return run.isPresent()
                    && delivery.equals(Optional.of(Delivery.NEXT_RUN))
                    && ProviderKind.COMMAND.word().equals(provider);
        }
    }

    /** The answer to {@link #CLEAR_STEERING}, which takes back all that stands here. */
    public record Cleared(int directives) {}

    /** Parameters of {@link #CANCEL}: a run as {@link Steer} names it. The answer is the run. */
    public record Cancel(String run) {}

    /**
     * Parameters of {@link #ANSWER}.
     *
     * @param words beside yes or no; the whole answer where none was asked for
     */
    public record Answer(UUID question, boolean yes, Optional<String> words) {}

    /** The answer to {@link #ANSWER}: when the agent hears it. */
    public record Answered(Delivery delivery) {}
}
