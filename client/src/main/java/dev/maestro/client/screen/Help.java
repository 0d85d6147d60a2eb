package dev.maestro.client.screen;

import java.util.ArrayList;
import java.util.List;

/** What the keys and signs mean. */
final class Help {

    private Help() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(key("\u2191 \u2193  k j", "choose a question, a run, a session"));
        rows.add(key("Enter  Esc", "the whole screen for it, and back"));
        rows.add(key("PgUp PgDn", "scroll the output; Home, End: its ends"));
        rows.add(key("s", "steer: tell a run, a session, this machine (Tab)"));
        rows.add(key("f", "take back the directives that stand"));
        rows.add(key("a", "go to the oldest question; then answer in words"));
        rows.add(key("y  n", "answer the chosen question"));
        rows.add(key("c", "cancel the run; its work is kept"));
        rows.add(key("d", "drain: the session ends after its runs"));
        rows.add(key("x", "disconnect the session now"));
        rows.add(key("q  Ctrl-C", "leave; the daemon and its runs go on"));
        rows.add(Row.EMPTY);
        rows.add(
                Row.of(" \u25B8 tool", Tone.ACCENT)
                        .and("   \u00B1 file", Tone.GOOD)
                        .and("   \u21BB retry  \u2298 denied", Tone.WARN)
                        .and("   \u2717 failed  ! error", Tone.BAD)
                        .and("   ~ thought", Tone.DIM));
        rows.add(
                Row.of(" \u25CF online", Tone.GOOD)
                        .and("   \u25CC connecting  \u25CB waiting", Tone.WARN)
                        .and("   \u2717 ended", Tone.BAD)
                        .and("   \u2691 directives that stand", Tone.WARN));
        return rows;
    }

    private static Row key(String keys, String does) {
        return Row.of(" %-11s".formatted(keys), Tone.STRONG).and(does);
    }
}
