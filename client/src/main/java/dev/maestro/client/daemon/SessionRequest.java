package dev.maestro.client.daemon;

import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * The session a person asks for.
 *
 * @param directory the clone, absolute
 * @param name unique on this machine within the project
 */
public record SessionRequest(
        URI studio,
        UUID project,
        String projectName,
        String directory,
        String name,
        SessionKind kind,
        ProviderConfig provider,
        List<Purpose> purposes,
        List<SkillLevel> skills,
        int capacity) {

    public SessionRequest {
        purposes = List.copyOf(purposes);
        skills = List.copyOf(skills);
    }

    /** The same as a lead, who works as before. */
    public SessionRequest asLead() {
        return new SessionRequest(
                studio,
                project,
                projectName,
                directory,
                name,
                SessionKind.LEAD,
                provider,
                purposes,
                skills,
                capacity);
    }

    /** A worker beside it, with one seat and its own purposes. */
    public SessionRequest worker(
            String workerName, List<Purpose> workerPurposes, ProviderConfig workerProvider) {
        return new SessionRequest(
                studio,
                project,
                projectName,
                directory,
                workerName,
                SessionKind.WORKER,
                workerProvider,
                workerPurposes,
                skills,
                1);
    }

    boolean sameSeat(SessionRequest other) {
        return studio.equals(other.studio)
                && project.equals(other.project)
                && name.equals(other.name);
    }
}
