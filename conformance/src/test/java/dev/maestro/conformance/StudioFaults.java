package dev.maestro.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Faults of a Studio that are planted, with the point of the exam that must name each. */
final class StudioFaults {

    private StudioFaults() {}

    static List<Faults.Planted> all() {
        return List.of(
                new Faults.Planted(
                        "a channel that is somebody else's is signed",
                        "studio-door.foreign-channel",
                        Sabotage.answering(said ->
                                said.status() == 403
                                        ? new Fault.Response(200, "{\"auth\":\"k:0\"}")
                                        : said)),
                new Faults.Planted(
                        "the greeting does not say which protocol is spoken",
                        "studio-session.hello",
                        inResult(result -> result.remove("protocol"))),
                new Faults.Planted(
                        "a version of tomorrow is called a wrong parameter",
                        "studio-session.version",
                        inError(-32009, answer -> answer.withObject("/error").put("code", -32602))),
                new Faults.Planted(
                        "a heartbeat is not told of the runs that are gone",
                        "studio-session.heartbeat",
                        inResult(result -> result.putArray("gone"))),
                new Faults.Planted(
                        "the events of a sync have a gap",
                        "studio-session.sync",
                        inResult(result ->
                                result.putArray("events")
                                        .addObject()
                                        .put("seq", 2)
                                        .put("type", "run.queued"))),
                new Faults.Planted(
                        "a fence is ignored: anybody may accept any run",
                        "studio-session.foreign-run",
                        inError(
                                -32004,
                                answer -> {
                                    answer.remove("error");
                                    answer.putObject("result");
                                })),
                new Faults.Planted(
                        "what nobody knows is called our fault",
                        "studio-rpc.unknown-method",
                        inError(-32601, answer -> answer.withObject("/error").put("code", -32099))),
                new Faults.Planted(
                        "an error does not name its type",
                        "studio-rpc.error-type",
                        inError(-32601, answer -> answer.withObject("/error").remove("data"))));
    }

    private static Fault inResult(Consumer<ObjectNode> change) {
        return inAnswer(answer -> {
            if (answer.path("result") instanceof ObjectNode result) {
                change.accept(result);
            }
        });
    }

    private static Fault inError(int code, Consumer<ObjectNode> change) {
        return inAnswer(answer -> {
            if (answer.path("error").path("code").asInt() == code) {
                change.accept(answer);
            }
        });
    }

    private static Fault inAnswer(Consumer<ObjectNode> change) {
        return Sabotage.down("rpc", frame -> Sabotage.inside(frame, change));
    }
}
