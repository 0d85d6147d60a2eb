package dev.maestro.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.identity.Identity;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "A task as Studio has it.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro task show 2f1c…", "  maestro task show 2f1c… --json"})
final class TaskShowCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "ID", description = "The task's id.")
    private String task = "";

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TaskShowCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Identity identity = here.identities().choose(whom.choice());
        JsonNode found =
                here.identities()
                        .studio(identity)
                        .get("/api/v1/tasks/" + URLEncoder.encode(task, UTF_8));
        if (json) {
            here.sayJson(found);
            return ExitCode.OK;
        }
        here.say(
                "%s  %s  (%s)"
                        .formatted(
                                found.path("number").asText(),
                                found.path("title").asText(),
                                found.path("state").asText()));
        if (!found.path("description").asText().isBlank()) {
            here.say("");
            found.path("description").asText().strip().lines().forEach(here::say);
        }
        found.path("criteria").forEach(criterion -> here.say("- " + criterion.asText()));
        return ExitCode.OK;
    }
}
