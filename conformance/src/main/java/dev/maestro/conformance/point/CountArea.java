package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.List;

/** Subscription counts, which an application may switch on. */
final class CountArea extends Area {

    CountArea() {
        super("counts");
    }

    @Override
    public List<Point> points() {
        return List.of(
                optional(
                        "count",
                        "subscribers are told subscription_count when somebody enters",
                        CountArea::count),
                optional(
                        "presence",
                        "presence channels tell no subscription_count",
                        CountArea::presence));
    }

    private static String count(Desk desk) {
        String channel = desk.name("room-");
        Peer first = desk.peer();
        first.enter(channel);
        desk.peer().enter(channel);
        Frame count = first.nextCount().on(channel);
        while (count.inside().path("subscription_count").asInt() < 2) {
            count = first.nextCount();
        }
        return count.text();
    }

    private static String presence(Desk desk) {
        String channel = desk.name("presence-");
        Peer first = desk.peer();
        first.enter(channel, "{\"user_id\":\"1\"}");
        desk.peer().enter(channel, "{\"user_id\":\"2\"}");
        first.next().is("pusher_internal:member_added");
        first.quiet();
        unless(!first.countCame(), "one came");
        return "silence";
    }
}
