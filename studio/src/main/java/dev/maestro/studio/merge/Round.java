package dev.maestro.studio.merge;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rounds over the plans of a project, one step each, until a round moves nothing. A step that
 * throws takes its plan out of the rounds and is thrown at the end. Used by one thread.
 */
final class Round {

    private final Set<Object> failed = new HashSet<>();
    private @Nullable RuntimeException first;
    private boolean moved;

    void begin() {
        moved = false;
    }

    /** Whether this round moved something and there is reason to look again. */
    boolean moved() {
        return moved && !Thread.currentThread().isInterrupted();
    }

    void step(Object whose, BooleanSupplier step) {
        if (failed.contains(whose)) {
            return;
        }
        try {
            moved |= step.getAsBoolean();
        } catch (RuntimeException e) {
            failed.add(whose);
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    /** Throws what was thrown. */
    void end() {
        if (first != null) {
            throw first;
        }
    }
}
