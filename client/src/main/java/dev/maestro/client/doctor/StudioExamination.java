package dev.maestro.client.doctor;

import dev.maestro.client.identity.Identities;
import dev.maestro.client.identity.Identity;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each Studio this machine is known to: reachable, still accepting it, with the same time. */
final class StudioExamination implements Examination {

    /** A token lives for minutes: a clock that is off by more makes it old or not yet valid. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Identities identities;
    private final InstantSource clock;

    StudioExamination(Identities identities, InstantSource clock) {
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "studio";
    }

    @Override
    public List<Finding> examine() {
        List<Identity> all = identities.all();
        if (all.isEmpty()) {
            return List.of(
                    Finding.note(
                            subject(),
                            "this machine is known to none",
                            "make a CLI invite in Studio's Members and run `maestro auth INVITE`"));
        }
        List<Finding> found = new ArrayList<>();
        all.forEach(identity -> found.addAll(examine(identity)));
        return found;
    }

    private List<Finding> examine(Identity identity) {
        StudioHttp studio = identities.studio(identity);
        List<Finding> found = new ArrayList<>();
        try {
            Optional<Instant> theirs = studio.time();
            studio.get("/api/v1/projects?limit=1");
            found.add(
                    Finding.good(
                            subject(),
                            "%s as %s (%s)"
                                    .formatted(
                                            identity.url(),
                                            identity.name(),
                                            identity.workspaceName())));
            theirs.ifPresent(time -> found.add(time(identity, time)));
        } catch (StudioUnreachable unreachable) {
            found.add(
                    Finding.bad(
                            subject(),
                            String.valueOf(unreachable.getMessage()),
                            "see whether it runs, and whether a proxy or firewall is between"));
        } catch (Refused refused) {
            found.add(
                    Finding.bad(
                            subject(),
                            "%s: %s".formatted(identity.url(), refused.getMessage()),
                            "ask for an invite and run `maestro auth INVITE`"));
        }
        return found;
    }

    private Finding time(Identity identity, Instant theirs) {
        Duration off = Duration.between(theirs, clock.instant()).abs();
        return off.compareTo(SKEW) <= 0
                ? Finding.good("clock", "agrees with %s".formatted(identity.url()))
                : Finding.bad(
                        "clock",
                        "is %d s away from that of %s".formatted(off.toSeconds(), identity.url()),
                        "set the clock by NTP (timedatectl set-ntp true)");
    }
}
