package dev.maestro.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "steer",
        description = "Say a sentence to agents that are at work; it stands until it is cleared.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro steer Leave the database schema as it is",
            "  maestro steer --run 7 Write the test first",
            "  maestro steer --session ada No new dependencies"
        })
final class SteerCommand implements Callable<Integer> {

    /** A run tells within moments when its agent hears of it, when its link is up. */
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(150);

    private final Surroundings here;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "A task's number or the beginning of a run's id. Default: the only run.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description = "To everything that this session runs, now and later.")
    private Optional<String> session = Optional.empty();

    @Option(names = "--all", description = "To every session of this machine.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "What is to be done otherwise.")
    private List<String> text = List.of();

    SteerCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Said> said = new ArrayList<>();
        for (SteerTarget target : targets()) {
            said.add(say(target, String.join(" ", text)));
        }
        if (json) {
            here.sayJson(said);
            return ExitCode.OK;
        }
        for (Said each : said) {
            here.say(
                    "%s: %s. `maestro clear-steering %s` takes it back."
                            .formatted(
                                    each.to(),
                                    each.delivery()
                                            .map(Delivery::sentence)
                                            .orElse("it stands, and is told when it can be"),
                                    each.directive().toString().substring(0, 8)));
        }
        return ExitCode.OK;
    }

    private List<SteerTarget> targets() {
        int named = (run.isPresent() ? 1 : 0) + (session.isPresent() ? 1 : 0) + (all ? 1 : 0);
        if (named > 1) {
            throw Refused.invalid("run", "say one of --run, --session and --all");
        }
        if (all) {
            return SteerTarget.everySession(here);
        }
        return session.map(name -> SteerTarget.session(here, name))
                .orElseGet(() -> List.of(SteerTarget.run(here, run)));
    }

    private Said say(SteerTarget target, String sentence) throws InterruptedException {
        StudioHttp studio =
                here.identities().studio(here.identities().of(target.studio(), target.user()));
        Map<String, String> directive = new LinkedHashMap<>();
        directive.put(target.field(), target.id().toString());
        directive.put("text", sentence);
        UUID id =
                UUID.fromString(studio.create("/api/v1/directives", directive).path("id").asText());
        return new Said(
                id,
                target.name(),
                target.field().equals("run") ? heard(studio, target.id(), id) : Optional.empty());
    }

    private static Optional<Delivery> heard(StudioHttp studio, UUID run, UUID directive)
            throws InterruptedException {
        long deadline = System.nanoTime() + UNTIL_HEARD.toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode each : studio.get("/api/v1/runs/" + run).path("directives")) {
                if (each.path("id").asText().equals(directive.toString())
                        && each.hasNonNull("delivery")) {
                    return Optional.of(
                            Delivery.valueOf(
                                    each.path("delivery").asText().toUpperCase(Locale.ROOT)));
                }
            }
            Thread.sleep(LOOK);
        }
        return Optional.empty();
    }

    /** One directive that was given. */
    private record Said(UUID directive, String to, Optional<Delivery> delivery) {}
}
