package dev.maestro.studio.platform;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something that happened in a project, not yet numbered. The ids say whom it is about, for those
 * who listen; they are stored in the data as {@code plan_id}, {@code task_id}, {@code run_id} and
 * {@code session_id} where the data does not name them itself.
 *
 * @param type such as {@code task.done}
 * @param data a record that the JSON codec can write as an object
 */
public record ProjectEvent(
        UUID projectId,
        String type,
        Object data,
        Optional<UUID> planId,
        Optional<UUID> taskId,
        Optional<UUID> runId,
        Optional<UUID> sessionId) {

    private static final Pattern TYPE = Pattern.compile("[a-z_]+\\.[a-z_]+");

    public ProjectEvent {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("an event's type is thing.happened: " + type);
        }
    }

    public static ProjectEvent of(UUID projectId, String type, Object data) {
        Optional<UUID> none = Optional.empty();
        return new ProjectEvent(projectId, type, data, none, none, none, none);
    }

    public ProjectEvent plan(UUID id) {
        return new ProjectEvent(projectId, type, data, Optional.of(id), taskId, runId, sessionId);
    }

    public ProjectEvent task(UUID id) {
        return new ProjectEvent(projectId, type, data, planId, Optional.of(id), runId, sessionId);
    }

    public ProjectEvent run(UUID id) {
        return new ProjectEvent(projectId, type, data, planId, taskId, Optional.of(id), sessionId);
    }

    public ProjectEvent session(UUID id) {
        return new ProjectEvent(projectId, type, data, planId, taskId, runId, Optional.of(id));
    }
}
