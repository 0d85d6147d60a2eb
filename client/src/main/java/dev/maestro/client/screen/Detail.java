package dev.maestro.client.screen;

import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.platform.PlainText;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.work.QuestionView;
import dev.maestro.protocol.work.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is chosen, in full: facts above, and below them the output that goes with it. */
record Detail(List<Row> facts, Optional<Output> output, int back) {

    static Detail of(ScreenState state, Look look, int width) {
        Optional<Output> output =
                state.output()
                        .filter(each -> state.followed().filter(each.run()::equals).isPresent());
        List<Row> facts =
                new ArrayList<>(
                        state.entry()
                                .map(each ->
                                        switch (each) {
                                            case Entry.OfQuestion one -> question(one, look, width);
                                            case Entry.OfRun one ->
                                                    run(one.session(), one.run(), look);
                                            case Entry.OfSession one ->
                                                    session(one.session(), look, width);
                                        })
                                .orElse(List.of()));
        if (state.lastWords().isPresent()) {
            facts.add(Row.of("Its run has ended. It said last:", Tone.STRONG));
        }
        return new Detail(facts, output, state.back());
    }

    void draw(Pen pen) {
        pen.rows(facts);
        int top = facts.size();
        int room = pen.height() - top - 1;
        if (output.isEmpty() || room < 1) {
            return;
        }
        int shown = Math.max(0, output.get().lines().size() - back);
        Row rule = Row.of("\u2500".repeat(Math.max(0, pen.width())), Tone.DIM);
        pen.row(top, back > 0 ? rule.end("%d below, End".formatted(back), Tone.WARN) : rule);
        List<Row> rows = OutputRows.of(output.get().lines().subList(0, shown), pen.width(), room);
        for (int i = 0; i < rows.size(); i++) {
            pen.row(top + 1 + i, rows.get(i));
        }
    }

    private static List<Row> run(SessionView session, RunLine run, Look look) {
        List<Row> rows = new ArrayList<>();
        rows.add(
                Row.of(Words.title(run) + " ", Tone.STRONG)
                        .and(run.title(), Tone.STRONG)
                        .end(run.purpose().wireName(), Tone.ACCENT));
        rows.add(
                Row.of(session.name() + " \u00B7 " + session.provider())
                        .and(run.live().model().map(model -> " " + model).orElse(""), Tone.DIM)
                        .end(run.step() + " " + Words.since(run.since(), look), Tone.PLAIN));
        run.live()
                .usage()
                .map(Words::usage)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> rows.add(Row.of(text, Tone.DIM)));
        for (AgentEvent.LimitWindow window : run.live().limits()) {
            rows.add(
                    Row.of(
                            Words.window(window)
                                    + " "
                                    + Words.used(window)
                                    + window.resetsAt()
                                            .map(reset ->
                                                    ", resets at %s, in %s"
                                                            .formatted(
                                                                    Words.at(reset, look),
                                                                    Words.until(reset, look)))
                                            .orElse(""),
                            Tone.WARN));
        }
        if (run.waitsForPerson()) {
            rows.add(Row.of("waits for you in " + run.worktree().orElse("?"), Tone.WARN));
        }
        return rows;
    }

    private static List<Row> question(Entry.OfQuestion asked, Look look, int width) {
        QuestionView question = asked.question();
        List<Row> rows = new ArrayList<>();
        rows.add(
                Row.of("%s of %s asks".formatted(Words.title(asked.run()), asked.session().name()))
                        .end(Words.since(question.askedAt(), look) + " ago", Tone.DIM));
        rows.addAll(wrapped(question.text(), Tone.WARN, width));
        rows.addAll(
                wrapped(
                        question.until()
                                .map(until ->
                                        "y allows it, n denies it; without an answer it is denied in "
                                                + Words.until(until, look)
                                                + ".")
                                .orElse("The agent went on; a types an answer."),
                        Tone.STRONG,
                        width));
        return rows;
    }

    private static List<Row> wrapped(String text, Tone tone, int width) {
        return Pen.wrap(PlainText.line(text), Math.max(1, width)).stream()
                .map(piece -> Row.of(piece, tone))
                .toList();
    }

    private static List<Row> session(SessionView session, Look look, int width) {
        List<Row> rows = new ArrayList<>();
        rows.add(
                Row.of(session.name(), Tone.STRONG)
                        .end(
                                Words.state(session.state())
                                        + " "
                                        + Words.since(session.since(), look),
                                Overview.tone(session.state())));
        if (!session.detail().isEmpty()) {
            rows.addAll(wrapped(session.detail(), Overview.tone(session.state()), width));
        }
        rows.add(fact("project", session.projectName()));
        rows.add(fact("studio", session.studio().toString()));
        rows.add(fact("clone", session.directory()));
        rows.add(fact("provider", session.provider()));
        rows.add(
                fact(
                        "does",
                        session.purposes().stream()
                                .map(Purpose::wireName)
                                .collect(Collectors.joining(", "))));
        rows.add(
                fact(
                        "seats",
                        "%d of %d taken".formatted(session.runs().size(), session.capacity())));
        if (!session.directives().isEmpty()) {
            rows.add(
                    Row.of(
                                    "\u2691 "
                                            + Words.count(session.directives().size(), "directive"),
                                    Tone.WARN)
                            .and(" for its runs; f takes back"));
        }
        if (session.draining()) {
            rows.add(Row.of("It takes nothing new and ends after its runs.", Tone.WARN));
        }
        return rows;
    }

    private static Row fact(String name, String value) {
        return Row.of("%-10s".formatted(name), Tone.DIM).and(value);
    }
}
