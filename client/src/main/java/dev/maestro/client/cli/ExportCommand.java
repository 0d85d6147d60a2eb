package dev.maestro.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "A plan of this repository's project: as its outline, or whole as JSON.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro export                       # which plans there are",
            "  maestro export \"Search in the shop\" > plan.md",
            "  maestro export 4f2a9c00 --json --output plan.json"
        })
final class ExportCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The beginning of its id or title. Without it, the plans are listed.")
    private Optional<String> plan = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", description = "Write into FILE.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--json", description = "Print JSON: the plan with its tasks as they stand.")
    private boolean json;

    ExportCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException {
        KnownProject project =
                new ProjectsFile(here.home())
                        .find(Repository.around(here.directory()).root())
                        .orElseThrow(() ->
                                new NotConnected(
                                        "this clone belongs to no project yet: run `maestro init` in it"));
        StudioHttp studio =
                here.identities().studio(here.identities().of(project.studio(), project.user()));
        List<JsonNode> plans = plans(studio, project);
        if (plan.isEmpty()) {
            list(plans);
            return ExitCode.OK;
        }
        JsonNode chosen = studio.get("/api/v1/plans/" + chosen(plans, plan.get()));
        if (json && output.isEmpty()) {
            here.sayJson(chosen);
        } else {
            write(json ? Json.writePretty(chosen) + "\n" : chosen.path("outline").asText());
        }
        return ExitCode.OK;
    }

    private static List<JsonNode> plans(StudioHttp studio, KnownProject project) {
        List<JsonNode> plans = new ArrayList<>();
        String path = "/api/v1/projects/" + project.project() + "/plans?limit=200";
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            JsonNode page = studio.get(path + next.get());
            page.path("items").forEach(plans::add);
            next =
                    page.hasNonNull("next")
                            ? Optional.of("&cursor=" + page.path("next").asText())
                            : Optional.empty();
        }
        return plans;
    }

    private static String chosen(List<JsonNode> plans, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<JsonNode> called =
                plans.stream()
                        .filter(each ->
                                each.path("id").asText().startsWith(wanted)
                                        || each.path("title")
                                                .asText()
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith(wanted))
                        .toList();
        if (called.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "no plan begins with \"%s\"; `maestro export` lists them".formatted(name));
        }
        if (called.size() > 1) {
            throw Refused.invalid(
                    "plan", "several plans begin with \"%s\": say its id".formatted(name));
        }
        return called.getFirst().path("id").asText();
    }

    private void list(List<JsonNode> plans) {
        if (json) {
            here.sayJson(plans);
            return;
        }
        if (plans.isEmpty()) {
            here.say("There is no plan yet.");
        }
        for (JsonNode each : plans) {
            here.say(
                    "%s  %-10s  %s"
                            .formatted(
                                    each.path("id").asText().substring(0, 8),
                                    each.path("state").asText(),
                                    each.path("title").asText()));
        }
    }

    private void write(String text) throws IOException {
        if (output.isPresent()) {
            Files.writeString(here.directory().resolve(output.get()), text);
            here.say("written: " + output.get());
        } else {
            here.hand(text);
        }
    }
}
