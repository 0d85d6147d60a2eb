package dev.maestro.studio.project;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A project in the list of projects.
 *
 * @param sessions that are online
 * @param runs that are in the hands of a session
 * @param needsOperator tasks that wait for a person
 */
public record ProjectCard(
        UUID id,
        String slug,
        String name,
        String workspaceName,
        String remoteKey,
        int activePlans,
        int openTasks,
        int sessions,
        int runs,
        int needsOperator,
        Optional<Instant> lastEvent) {}
