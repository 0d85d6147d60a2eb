package dev.maestro.studio.plan;

/** An ordered group of tasks of a plan; {@code position} counts from 1. */
public record Phase(PhaseId id, PlanId planId, int position, String title) {}
