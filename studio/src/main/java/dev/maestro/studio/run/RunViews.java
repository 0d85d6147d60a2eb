package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;

/** What members see of runs. Thread-safe. */
public final class RunViews {

    private final Database database;
    private final Runs runs;
    private final RunOutput output;

    public RunViews(Database database, Runs runs, RunOutput output) {
        this.database = database;
        this.runs = runs;
        this.output = output;
    }

    /**
     * @throws Refused {@code not_found}, also for who is no member
     */
    public RunPage page(UserId user, RunId id) {
        return database.reading(tx -> RunViewStore.run(tx, user, id))
                .orElseThrow(() -> Refused.notFound("run", id));
    }

    OutputTail tail(RunPage page) {
        return OutputTail.of(runs.run(new RunId(page.run().id())), output);
    }
}
