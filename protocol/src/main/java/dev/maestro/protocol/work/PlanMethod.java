package dev.maestro.protocol.work;

import java.util.UUID;

/** The {@code plan.*} methods a client calls. */
public sealed interface PlanMethod {

    /**
     * {@code plan.propose}: a proposal of a plan run, or a change to the plan its run belongs to.
     * {@code outline} is the whole plan as Markdown; nothing is applied before it was accepted.
     */
    record Propose(UUID run, long fence, String outline, String reason) implements PlanMethod {}
}
