package dev.maestro.client.daemon;

import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The session a person asks for.
 *
 * @param directory the clone, absolute
 * @param name unique on this machine within the project
 * @param user as whom; empty in files of earlier versions, where each Studio had one
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
        int capacity,
        Optional<UUID> user) {

    public SessionRequest(
            URI studio,
            UUID project,
            String projectName,
            String directory,
            String name,
            SessionKind kind,
            ProviderConfig provider,
            List<Purpose> purposes,
            List<SkillLevel> skills,
            int capacity,
            @Nullable Optional<UUID> user) {
        this.studio = studio;
        this.project = project;
        this.projectName = projectName;
        this.directory = directory;
        this.name = name;
        this.kind = kind;
        this.provider = provider;
        this.purposes = List.copyOf(purposes);
        this.skills = List.copyOf(skills);
        this.capacity = capacity;
        this.user = user == null ? Optional.empty() : user;
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
                capacity,
                user);
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
                1,
                user);
    }

    boolean sameSeat(SessionRequest other) {
        return studio.equals(other.studio)
                && project.equals(other.project)
                && name.equals(other.name);
    }
}
