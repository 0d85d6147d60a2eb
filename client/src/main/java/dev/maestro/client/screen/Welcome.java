package dev.maestro.client.screen;

import java.util.ArrayList;
import java.util.List;

/** What is said while there is nothing to see: how something comes to be. */
final class Welcome {

    private Welcome() {}

    static List<Row> rows(boolean running) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        rows.add(
                Row.of(
                        running
                                ? " The daemon runs and has no session."
                                : " No daemon runs here yet.",
                        Tone.STRONG));
        rows.add(Row.EMPTY);
        rows.add(Row.of(" In a clone of your repository, in another window:"));
        rows.add(
                Row.of("   maestro auth INVITE ", Tone.ACCENT)
                        .and("once: Studio, Members", Tone.DIM));
        rows.add(Row.of("   maestro connect --agent COMMAND", Tone.ACCENT));
        rows.add(Row.EMPTY);
        rows.add(Row.of(" What it does then appears here by itself."));
        return rows;
    }
}
