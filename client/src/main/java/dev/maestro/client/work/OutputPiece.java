package dev.maestro.client.work;

import java.util.List;

/**
 * What a viewer of a run has not seen yet.
 *
 * @param over nothing more will come
 */
public record OutputPiece(List<OutputLine> lines, boolean over) {

    public OutputPiece {
        lines = List.copyOf(lines);
    }
}
