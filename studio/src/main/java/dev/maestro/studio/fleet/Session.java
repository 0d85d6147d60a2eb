package dev.maestro.studio.fleet;

import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.skill.SkillList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connected executor: one identity on one machine in one project.
 *
 * @param capacity how many runs it holds at once
 * @param lastHeard when it last gave a sign of life
 * @param limitedUntil no new run before: its provider's limit, or a moment's rest after it said
 *     that its seats are taken
 */
public record Session(
        SessionId id,
        ProjectId projectId,
        UserId userId,
        String machine,
        String name,
        SessionKind kind,
        String provider,
        List<Purpose> purposes,
        SkillList skills,
        int capacity,
        SessionState state,
        Instant lastHeard,
        Optional<Instant> limitedUntil,
        Instant createdAt,
        Optional<Instant> endedAt) {

    public boolean accepts(Purpose purpose) {
        return purposes.contains(purpose);
    }

    /** The channel on which Studio and the session talk. */
    public static String channel(SessionId id) {
        return ChannelKind.SESSION.of(id.value()).name();
    }
}
