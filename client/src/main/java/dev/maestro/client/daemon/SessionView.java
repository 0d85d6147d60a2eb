package dev.maestro.client.daemon;

import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A session as the control socket tells it.
 *
 * @param draining it takes nothing new and ends when its runs have
 * @param directives that stand at Studio and may meet its runs, by their ids, as known last
 * @param limits of its provider, as far as they are known
 */
public record SessionView(
        UUID session,
        String name,
        UUID project,
        String projectName,
        URI studio,
        String directory,
        SessionKind kind,
        String provider,
        List<Purpose> purposes,
        int capacity,
        LinkState state,
        String detail,
        Instant since,
        boolean draining,
        List<UUID> directives,
        List<AgentEvent.LimitWindow> limits,
        List<RunLine> runs) {}
