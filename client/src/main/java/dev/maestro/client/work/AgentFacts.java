package dev.maestro.client.work;

import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an agent is told of its run as environment variables. */
final class AgentFacts {

    private AgentFacts() {}

    /** Names as {@code docs/providers.md} explains them. */
    static Map<String, String> of(Dispatch packet, RunFiles files) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("MAESTRO_RUN", packet.run().toString());
        facts.put("MAESTRO_PURPOSE", packet.purpose().wireName());
        facts.put("MAESTRO_ATTEMPT", String.valueOf(packet.attempt()));
        facts.put("MAESTRO_PLAN", packet.plan().toString());
        facts.put("MAESTRO_EPIC", packet.epicBranch());
        facts.put("MAESTRO_COMMIT", packet.commit());
        facts.put("MAESTRO_BRANCH", packet.branch().orElse(""));
        facts.put("MAESTRO_STEERING_FILE", files.steering().toString());
        facts.put(
                "MAESTRO_CONFLICTS",
                packet.conflict().map(c -> String.join("\n", c.paths())).orElse(""));
        packet.task()
                .ifPresent(task -> {
                    facts.put("MAESTRO_TASK", task.task().toString());
                    facts.put("MAESTRO_TASK_NUMBER", String.valueOf(task.number()));
                    facts.put("MAESTRO_TASK_TITLE", task.title());
                    facts.put("MAESTRO_ROUND", String.valueOf(task.round()));
                });
        return facts;
    }
}
