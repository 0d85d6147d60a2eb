package dev.maestro.studio.web;

/**
 * How far the tasks of a plan are, as counts.
 *
 * @param moving in somebody's hands: dispatched, in progress, in review, approved
 * @param waiting interrupted by a pause or a limit
 * @param needsOperator waiting for a person
 */
public record Progress(
        int total, int done, int moving, int waiting, int needsOperator, int cancelled) {

    /** Tasks that count: what was cancelled is no longer part of the whole. */
    public int counted() {
        return total - cancelled;
    }

    public int percent() {
        return counted() == 0 ? 0 : done * 100 / counted();
    }
}
