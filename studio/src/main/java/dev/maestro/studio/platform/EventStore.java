package dev.maestro.studio.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Numbers events and writes them into the history and the outbox: one statement a project. */
final class EventStore {

    /** The channel of {@code listen} and {@code notify}. */
    static final String CHANNEL = "maestro_outbox";

    private static final String APPEND =
            """
            with counted as (
                 update project
                    set last_seq = last_seq + :count
                  where id = :project
                returning last_seq - :count as before),
            kept as (
                 insert into project_event (project_id, seq, type, at, data)
                 select :project, counted.before + news.position, news.type, :at, cast(news.data as jsonb)
                   from counted,
                        unnest(:types, :datas) with ordinality as news(type, data, position)
                returning project_id, seq, type, at, data),
            sent as (
                 insert into outbox (project_id, seq, type, at, data)
                 select project_id, seq, type, at, data
                   from kept
                  order by seq)
            select count(pg_notify('maestro_outbox', '')) from counted
            """;

    private final Handle handle;

    EventStore(Handle handle) {
        this.handle = handle;
    }

    /**
     * Counters are locked in the order of the projects' ids, so that two transactions cannot block
     * each other.
     */
    void append(List<ProjectEvent> events, Instant at) {
        Map<UUID, List<ProjectEvent>> byProject = new TreeMap<>();
        for (ProjectEvent event : events) {
            byProject.computeIfAbsent(event.projectId(), _ -> new ArrayList<>()).add(event);
        }
        byProject.forEach((project, news) -> append(project, news, at));
    }

    private void append(UUID project, List<ProjectEvent> news, Instant at) {
        int projects =
                handle.createQuery(APPEND)
                        .bind("project", project)
                        .bind("count", news.size())
                        .bind("at", at)
                        .bindArray(
                                "types",
                                String.class,
                                news.stream().map(ProjectEvent::type).toList())
                        .bindArray(
                                "datas", String.class, news.stream().map(EventStore::json).toList())
                        .mapTo(int.class)
                        .one();
        if (projects != 1) {
            throw new IllegalStateException("news of a project that does not exist: " + project);
        }
    }

    private static String json(ProjectEvent event) {
        if (!(Json.node(event.data()) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("an event's data is an object: " + event.type());
        }
        name(object, "plan_id", event.planId());
        name(object, "task_id", event.taskId());
        name(object, "run_id", event.runId());
        name(object, "session_id", event.sessionId());
        return Json.write(object);
    }

    private static void name(ObjectNode data, String field, Optional<UUID> id) {
        JsonNode there = data.path(field);
        if (there.isMissingNode() || there.isNull()) {
            id.ifPresent(known -> data.put(field, known.toString()));
        }
    }
}
