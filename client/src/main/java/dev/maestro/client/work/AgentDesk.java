package dev.maestro.client.work;

import dev.maestro.client.door.DoorCall;
import dev.maestro.client.door.RunDesk;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.ConflictPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.VerdictReading;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the agent of one attempt asks and says by tool calls. Any thread may use it. */
final class AgentDesk implements RunDesk {

    /** Nobody plans as much in one run; what is beyond is noise. */
    private static final int MOST_SUBTASKS = 50;

    private final Dispatch packet;
    private final Directives directives;
    private final Questions questions;
    private final Reports reports;
    private final Set<DoorCall.Verdict> verdicts = new LinkedHashSet<>();
    private int subtasks;

    AgentDesk(Dispatch packet, Directives directives, Questions questions, Reports reports) {
        this.packet = packet;
        this.directives = directives;
        this.questions = questions;
        this.reports = reports;
    }

    @Override
    public DoorCall.Context context() {
        return new DoorCall.Context(
                packet.run(),
                packet.purpose().wireName(),
                packet.attempt(),
                packet.planTitle(),
                packet.task(),
                packet.epicBranch(),
                packet.branch(),
                packet.commit(),
                packet.findings(),
                directives.standing(),
                packet.check().map(CheckPacket::command),
                packet.conflict().map(ConflictPacket::paths).orElse(List.of()));
    }

    @Override
    public void progress(String text) {
        reports.send(new RunMethod.Progress(packet.run(), packet.fence(), text));
    }

    @Override
    public synchronized void subtask(SubtaskRequest request) {
        if (subtasks == MOST_SUBTASKS) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    "this run has asked for %d tasks: that is enough".formatted(subtasks));
        }
        subtasks++;
        reports.send(new RunMethod.Subtask(packet.run(), packet.fence(), request));
    }

    @Override
    public Optional<String> question(DoorCall.Question question) throws InterruptedException {
        if (question.patience().isPresent()) {
            return questions.ask(question.text(), question.answers(), question.patience().get());
        }
        reports.send(new RunMethod.Question(packet.run(), packet.fence(), question.text()));
        return Optional.empty();
    }

    @Override
    public synchronized String verdict(DoorCall.Verdict verdict) {
        if (packet.purpose() != Purpose.REVIEW) {
            throw new Refused(
                    RefusalCode.FORBIDDEN,
                    "a run that is there to %s gives no verdict: only a review does"
                            .formatted(packet.purpose().wireName()));
        }
        verdicts.add(verdict);
        return packet.commit();
    }

    /** No agent is there any more: nobody waits for an answer. */
    void leave() {
        questions.end();
    }

    /**
     * What the review says when its words and its tool calls are taken together; two that differ
     * are no verdict.
     */
    synchronized VerdictReading judged(VerdictReading words) {
        if (verdicts.isEmpty()) {
            return words;
        }
        DoorCall.Verdict only = verdicts.iterator().next();
        return switch (words) {
            case VerdictReading.None() when verdicts.size() == 1 ->
                    new VerdictReading.Found(only.approved(), only.reason(), only.findings());
            case VerdictReading.Found(boolean approved, String _, List<String> findings)
                    when verdicts.size() == 1 && approved == only.approved() ->
                    new VerdictReading.Found(
                            approved,
                            only.reason(),
                            Stream.concat(only.findings().stream(), findings.stream())
                                    .distinct()
                                    .toList());
            case VerdictReading.None(), VerdictReading.Found _ -> ambiguous(words);
            case VerdictReading.Ambiguous ambiguous -> ambiguous;
        };
    }

    private VerdictReading ambiguous(VerdictReading words) {
        Stream<String> said =
                words instanceof VerdictReading.Found(boolean approved, String reason, var _)
                        ? Stream.of("said: " + line(approved, reason))
                        : Stream.of();
        return new VerdictReading.Ambiguous(
                Stream.concat(
                                said,
                                verdicts.stream()
                                        .map(each ->
                                                "called: " + line(each.approved(), each.reason())))
                        .toList());
    }

    private static String line(boolean approved, String reason) {
        return approved ? "approved" : "rejected, " + reason;
    }
}
