package dev.maestro.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.identity.Identity;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "A task as Studio has it.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro task show 12", "  maestro task show 2f1c… --json"})
final class TaskShowCommand implements Callable<Integer> {

    private static final Pattern FULL_ID = Pattern.compile("[0-9a-fA-F-]{36}");

    private final Surroundings here;

    @Parameters(
            paramLabel = "TASK",
            description =
                    "Its id; or, for a task that is worked on here, its number or"
                            + " the beginning of its id.")
    private String task = "";

    @Mixin private IdentityOptions whom = new IdentityOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TaskShowCommand(Surroundings here) {
        this.here = here;
    }

    /** A task that is worked on here. */
    private record Worked(UUID task, URI studio) {}

    @Override
    public Integer call() {
        Optional<Worked> worked = FULL_ID.matcher(task).matches() ? Optional.empty() : worked();
        Identity identity =
                worked.isPresent() && whom.choice().isEmpty()
                        ? here.identities().of(worked.get().studio(), Optional.empty())
                        : here.identities().choose(whom.choice());
        String id = worked.map(one -> one.task().toString()).orElse(task);
        JsonNode found =
                here.identities()
                        .studio(identity)
                        .get("/api/v1/tasks/" + URLEncoder.encode(id, UTF_8));
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

    private Optional<Worked> worked() {
        List<Worked> called = new ArrayList<>();
        for (SeenDaemon daemon : here.daemons()) {
            for (SessionView session : daemon.view().sessions()) {
                session.runs().stream()
                        .filter(run -> run.isCalled(task))
                        .flatMap(run -> run.task().stream())
                        .map(id -> new Worked(id, session.studio()))
                        .forEach(called::add);
            }
        }
        List<Worked> meant = called.stream().distinct().toList();
        if (meant.size() > 1) {
            throw Refused.invalid(
                    "task",
                    "several tasks are called so: say one of "
                            + meant.stream()
                                    .map(one -> one.task().toString())
                                    .collect(Collectors.joining(", ")));
        }
        if (meant.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "no task %s is worked on here; of any other say the whole id".formatted(task));
        }
        return Optional.of(meant.getFirst());
    }
}
