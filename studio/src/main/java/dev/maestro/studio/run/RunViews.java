package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.run.OutputTail.OutputReader;

/** What members see of runs. Thread-safe. */
public final class RunViews {

    private final Database database;
    private final OutputReader output;

    public RunViews(Database database, OutputReader output) {
        this.database = database;
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
        return OutputTail.of(new RunId(page.run().id()), page.run().outputBytes(), output);
    }
}
