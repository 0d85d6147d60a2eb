package dev.maestro.conformance;

import dev.maestro.protocol.json.Json;
import java.io.PrintWriter;

/** One JSON object a line for programs: a line a point, and the summary last. */
final class JsonNotebook implements Notebook {

    /** A line about one point. */
    record Line(
            String point,
            String area,
            String must,
            String weight,
            String outcome,
            String seen,
            long millis) {}

    /** How many points of one weight ended how. */
    record Tally(long passed, long failed, long skipped) {}

    /** What {@link Last} holds. */
    record Summary(Tally mandatory, Tally optional, int exitCode) {}

    /** The last line. */
    record Last(Summary summary) {}

    private final PrintWriter out;

    JsonNotebook(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begins(int points) {}

    @Override
    public void marked(Mark mark) {
        write(
                new Line(
                        mark.point().id(),
                        mark.point().area(),
                        mark.point().must(),
                        mark.point().weight().word(),
                        mark.outcome().word(),
                        mark.seen(),
                        mark.took().toMillis()));
    }

    @Override
    public void ends(Report report) {
        write(new Last(new Summary(tally(report, true), tally(report, false), report.exitCode())));
    }

    private static Tally tally(Report report, boolean mandatory) {
        return new Tally(
                report.count(mandatory, Outcome.PASS),
                report.count(mandatory, Outcome.FAIL),
                report.count(mandatory, Outcome.SKIPPED));
    }

    private void write(Object line) {
        out.println(Json.write(line));
        out.flush();
    }
}
