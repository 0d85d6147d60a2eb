package dev.maestro.client.door;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import java.util.List;

/** How much may be said at a run's door. */
final class Spoken {

    static final int SENTENCE = 500;
    static final int LONG = 10_000;
    private static final int MANY = 100;

    /** An agent's own clock for a tool that says nothing is longer. */
    static final int LONGEST_WAIT = 1500;

    private Spoken() {}

    static DoorCall.Question fits(DoorCall.Question question) {
        text("text", question.text(), LONG);
        texts("answers", question.answers());
        int wait = question.waitSeconds().orElse(0);
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw Refused.invalid(
                    "wait_seconds",
                    "wait_seconds is 0 to %d, not %d".formatted(LONGEST_WAIT, wait));
        }
        return question;
    }

    static SubtaskRequest fits(SubtaskRequest request) {
        text("title", request.title(), SENTENCE);
        atMost("description", request.description(), LONG);
        texts("criteria", request.criteria());
        texts("paths", request.paths());
        return request;
    }

    static DoorCall.Verdict fits(DoorCall.Verdict verdict) {
        atMost("reason", verdict.reason(), LONG);
        texts("findings", verdict.findings());
        if (!verdict.approved() && verdict.reason().isBlank()) {
            throw Refused.invalid("reason", "a rejection needs a reason");
        }
        return verdict;
    }

    static String text(String field, String text, int longest) {
        if (text.isBlank()) {
            throw Refused.invalid(field, field + " is empty");
        }
        return atMost(field, text, longest);
    }

    private static String atMost(String field, String text, int longest) {
        if (text.length() > longest) {
            throw Refused.invalid(
                    field,
                    "%s has at most %d characters, not %d"
                            .formatted(field, longest, text.length()));
        }
        return text;
    }

    private static void texts(String field, List<String> texts) {
        if (texts.size() > MANY) {
            throw Refused.invalid(
                    field, "%s holds at most %d, not %d".formatted(field, MANY, texts.size()));
        }
        texts.forEach(each -> text(field, each, LONG));
    }
}
