package dev.maestro.studio.contract;

import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.work.Presence;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.Credential;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.Demand;
import java.util.Optional;

/**
 * Why somebody was let into a channel; when one of these is so no more, they must leave.
 *
 * @param demand the right in the project that it took
 * @param session whose channel it is, or as whom they are here
 * @param presence who the others see
 */
record Admitted(
        ChannelKind.Address channel,
        UserId user,
        Credential credential,
        Optional<Demand> demand,
        Optional<SessionId> session,
        Optional<Presence> presence) {}
