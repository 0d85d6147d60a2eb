package dev.maestro.client.screen;

import java.util.List;

/** What a person is in the middle of saying, at the foot of the screen. */
sealed interface Line {

    /** More than a person types; less than anybody pastes by mistake. */
    int LONGEST = 2_000;

    /**
     * A directive.
     *
     * @param targets who may be meant; the first is
     */
    record Steering(List<Target> targets, String text) implements Line {
        public Steering {
            targets = List.copyOf(targets);
        }

        Target target() {
            return targets.getFirst();
        }
    }

    /** Words for a question; yes or no stands beside them where a permission is asked for. */
    record Answering(Entry.OfQuestion question, boolean yes, String text) implements Line {}

    /** Something that cannot be taken back. */
    record Confirming(String sentence, Intent intent) implements Line {}
}
