package dev.maestro.client.screen;

import dev.maestro.client.work.OutputLine;
import dev.maestro.client.work.OutputPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is known of the output of the one run that is watched.
 *
 * @param over nothing more will come
 */
record Output(UUID run, List<OutputLine> lines, boolean over) {

    /** As many as anybody scrolls back to. */
    static final int MOST = 2_000;

    Output {
        lines = List.copyOf(lines);
    }

    static Output of(UUID run) {
        return new Output(run, List.of(), false);
    }

    long last() {
        return lines.isEmpty() ? 0 : lines.getLast().number();
    }

    Output and(OutputPiece piece) {
        List<OutputLine> all = new ArrayList<>(lines);
        piece.lines().stream().filter(line -> line.number() > last()).forEach(all::add);
        return new Output(
                run, all.subList(Math.max(0, all.size() - MOST), all.size()), piece.over());
    }
}
