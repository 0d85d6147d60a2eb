package dev.maestro.studio.fleet;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.studio.project.ProjectId;
import java.util.List;
import java.util.Set;

/**
 * What a session says of itself when it registers.
 *
 * @param machine a stable name of the machine
 * @param name how people call the session; unique per user, machine and project
 */
public record NewSession(
        ProjectId project,
        String name,
        SessionKind kind,
        String provider,
        Set<Purpose> purposes,
        List<SkillLevel> skills,
        int capacity,
        String machine) {

    public NewSession {
        purposes = Set.copyOf(purposes);
        skills = List.copyOf(skills);
    }
}
