package dev.maestro.manual;

import dev.maestro.studio.fleet.SessionState;
import dev.maestro.studio.merge.MergeState;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.platform.Transitions;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.TaskState;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code lifecycles.md}: the pictures of the tables. */
final class LifecyclesPage {

    private LifecyclesPage() {}

    static String text() {
        return """
        # Lifecycles

        Drawn from the tables in the code (`PlanState`, `TaskState`, `RunState`, `SessionState`, `MergeState`). A step that is not here is refused with
        `invalid_transition`; the database repeats the law with constraints.
        """
                + section("Plan", PlanState.LIFECYCLE)
                + section("Task", TaskState.LIFECYCLE)
                + section("Run", RunState.LIFECYCLE)
                + section("Session", SessionState.LIFECYCLE)
                + section("Merge", MergeState.LIFECYCLE);
    }

    private static <S extends Enum<S>, T extends Enum<T>> String section(
            String name, Transitions<S, T> table) {
        Map<String, TreeSet<String>> edges = new LinkedHashMap<>();
        table.rows()
                .forEach(row ->
                        edges.computeIfAbsent(
                                        low(row.from()) + " --> " + low(row.to()),
                                        _ -> new TreeSet<>())
                                .add(low(row.trigger()).replace('_', ' ')));
        String picture =
                edges.entrySet().stream()
                        .map(edge ->
                                "    " + edge.getKey() + ": " + String.join(", ", edge.getValue()))
                        .collect(Collectors.joining("\n"));
        String ends =
                table.terminal().stream()
                        .map(state -> "    " + low(state) + " --> [*]")
                        .sorted()
                        .collect(Collectors.joining("\n"));
        return "\n## %s\n\n```mermaid\nstateDiagram-v2\n%s\n%s\n```\n"
                .formatted(name, picture, ends);
    }

    private static String low(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
