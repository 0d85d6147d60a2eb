package dev.maestro.client.daemon;

import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person at this machine says to agents. It is said to Studio, where it stands, and which
 * passes it on; nothing of it is kept here. Waits for Studio; any thread may use it.
 */
final class SteeringOrders {

    private static final Logger LOG = LoggerFactory.getLogger(SteeringOrders.class);

    /** An agent is told within moments when its session's link is up. */
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(3);

    /**
     * A directive that Studio has.
     *
     * @param runs those at work that are to hear of it
     */
    private record Given(LiveSession session, UUID directive, List<RunLine> runs) {}

    private final Here here;

    SteeringOrders(Here here) {
        this.here = here;
    }

    /**
     * Says it to all who are meant or, when a Studio cannot be reached or refuses, to nobody.
     *
     * @throws Refused {@code not_found} when nobody of that name is here, {@code invalid_params}
     *     when it is not clear who is meant or nothing is said, and what Studio refuses
     * @throws StudioUnreachable when a Studio does not answer
     */
    ControlMethod.Steered steer(ControlMethod.Steer asked) {
        if (asked.text().isBlank()) {
            throw Refused.invalid("text", "a directive says something");
        }
        List<Given> given = give(asked, asked.text().strip());
        given.forEach(each -> each.session().standing().lookSoon());
        return new ControlMethod.Steered(given.stream().flatMap(SteeringOrders::told).toList());
    }

    private List<Given> give(ControlMethod.Steer asked, String text) {
        int targets =
                (asked.run().isPresent() ? 1 : 0)
                        + (asked.session().isPresent() ? 1 : 0)
                        + (asked.machine() ? 1 : 0);
        if (targets > 1) {
            throw Refused.invalid("run", "say one of a run, a session and the machine");
        }
        if (asked.machine()) {
            return toSessions(here.all(), text);
        }
        if (asked.session().isPresent()) {
            return toSessions(here.session(asked.session().get(), asked.project()), text);
        }
        Here.AtWork found = here.run(asked.run());
        return List.of(
                new Given(
                        found.session(),
                        found.session().directives().toRun(found.run().run(), text),
                        List.of(found.run())));
    }

    private static List<Given> toSessions(List<LiveSession> sessions, String text) {
        List<Given> given = new ArrayList<>();
        try {
            for (LiveSession session : sessions) {
                List<RunLine> runs = session.runs();
                given.add(
                        new Given(
                                session, session.directives().toSession(session.id(), text), runs));
            }
            return given;
        } catch (StudioUnreachable | Refused failed) {
            given.forEach(SteeringOrders::takeBack);
            throw failed;
        }
    }

    private static void takeBack(Given given) {
        try {
            given.session().directives().clear(given.directive());
        } catch (StudioUnreachable | Refused notNow) {
            LOG.warn("directive {} still stands: {}", given.directive(), notNow.getMessage());
        }
    }

    private static Stream<ControlMethod.Told> told(Given given) {
        if (given.runs().isEmpty()) {
            return Stream.of(
                    new ControlMethod.Told(
                            given.directive(),
                            given.session().name(),
                            given.session().provider(),
                            Optional.empty(),
                            Optional.of(Delivery.NEXT_RUN)));
        }
        Map<UUID, Delivery> heard =
                given.session()
                        .heard()
                        .await(
                                given.directive(),
                                given.runs().stream().map(RunLine::run).collect(Collectors.toSet()),
                                UNTIL_HEARD);
        return given.runs().stream()
                .map(run ->
                        new ControlMethod.Told(
                                given.directive(),
                                given.session().name(),
                                given.session().provider(),
                                Optional.of(run),
                                Optional.ofNullable(heard.get(run.run()))));
    }

    /**
     * Takes back all that stands for the sessions of this machine, once it is known of every one.
     *
     * @throws Refused what Studio refuses
     * @throws StudioUnreachable when a Studio does not answer
     */
    ControlMethod.Cleared clear() {
        Map<LiveSession, List<UUID>> standing =
                here.all().stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), each -> each.standing().look()));
        Set<UUID> cleared = new LinkedHashSet<>();
        try {
            standing.forEach((session, directives) ->
                    directives.stream()
                            .filter(cleared::add)
                            .forEach(each -> session.directives().clear(each)));
        } finally {
            standing.keySet().forEach(session -> session.standing().lookSoon());
        }
        return new ControlMethod.Cleared(cleared.size());
    }
}
