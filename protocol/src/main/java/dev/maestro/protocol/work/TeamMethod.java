package dev.maestro.protocol.work;

import java.util.Optional;
import java.util.UUID;

/** The {@code team.*} methods a client calls. */
public sealed interface TeamMethod {

    /** {@code team.report}: a sentence for the lead and the other workers of the team. */
    record Report(UUID team, Optional<UUID> run, String text) implements TeamMethod {}
}
