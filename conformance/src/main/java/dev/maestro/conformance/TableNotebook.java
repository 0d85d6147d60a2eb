package dev.maestro.conformance;

import java.io.PrintWriter;
import java.util.Locale;

/** A table for people, which grows a row a point: what is written is the progress. */
final class TableNotebook implements Notebook {

    private static final int SEEN = 160;

    private final PrintWriter out;
    private final boolean everything;
    private String area = "";
    private int points;
    private int row;

    /**
     * @param everything also what was seen at points that passed
     */
    TableNotebook(PrintWriter out, boolean everything) {
        this.out = out;
        this.everything = everything;
    }

    @Override
    public void begins(int count) {
        points = count;
        out.println("result   point                        it must be true that");
    }

    @Override
    public void marked(Mark mark) {
        row++;
        if (!mark.point().area().equals(area)) {
            area = mark.point().area();
            out.printf(Locale.ROOT, "%n%s (%d of %d)%n", area, row, points);
        }
        out.printf(
                Locale.ROOT,
                "%-8s %-28s %s%s%n",
                mark.outcome() == Outcome.FAIL ? "FAIL" : mark.outcome().word(),
                mark.point().name(),
                mark.point().must(),
                mark.mandatory() ? "" : " (" + mark.point().weight().word() + ")");
        if (everything || mark.outcome() != Outcome.PASS) {
            out.printf(Locale.ROOT, "         saw: %s%n", shortened(mark.seen()));
        }
        out.flush();
    }

    @Override
    public void ends(Report report) {
        out.printf(
                Locale.ROOT,
                "%nmandatory: %d passed, %d failed, %d skipped; optional: %d passed, %d failed, %d skipped%n",
                report.count(true, Outcome.PASS),
                report.count(true, Outcome.FAIL),
                report.count(true, Outcome.SKIPPED),
                report.count(false, Outcome.PASS),
                report.count(false, Outcome.FAIL),
                report.count(false, Outcome.SKIPPED));
        out.flush();
    }

    /** What a server says may hold anything; a terminal must not obey it. */
    private static String shortened(String seen) {
        String clean = seen.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > SEEN ? clean.substring(0, SEEN) + "…" : clean;
    }
}
