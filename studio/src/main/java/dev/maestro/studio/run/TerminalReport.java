package dev.maestro.studio.run;

import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.RunMethod;
import java.util.Optional;

/** What a session reported at the end of a run, word for word, as it is stored. */
public record TerminalReport(String json) {

    private record Stored(Optional<RunMethod.Complete> complete, Optional<RunMethod.Fail> fail) {}

    static TerminalReport of(RunMethod.Complete complete) {
        return new TerminalReport(Json.write(new Stored(Optional.of(complete), Optional.empty())));
    }

    static TerminalReport of(RunMethod.Fail fail) {
        return new TerminalReport(Json.write(new Stored(Optional.empty(), Optional.of(fail))));
    }

    public Optional<RunMethod.Complete> completion() {
        return stored().complete();
    }

    public Optional<RunMethod.Fail> failure() {
        return stored().fail();
    }

    public Optional<RunMethod.CheckResult> check() {
        Stored stored = stored();
        return stored.complete()
                .flatMap(RunMethod.Complete::check)
                .or(() -> stored.fail().flatMap(RunMethod.Fail::check));
    }

    /** Whether it says the same; the database may have written the JSON in another order. */
    boolean saysTheSameAs(TerminalReport other) {
        return stored().equals(other.stored());
    }

    private Stored stored() {
        return Json.read(json, Stored.class);
    }
}
