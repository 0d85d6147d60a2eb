package dev.maestro.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.provider.AllowedEnvironment;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.sandbox.Sandbox;
import dev.maestro.client.sandbox.SandboxRefused;
import dev.maestro.client.sandbox.SandboxView;
import dev.maestro.client.sandbox.Territory;
import dev.maestro.client.sandbox.escape.SelfTest;
import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.client.settings.SandboxMode;
import dev.maestro.protocol.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description = "What agents and checks may touch on this machine, and whether that holds.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro sandbox", "  maestro sandbox --self-test"})
final class SandboxCommand implements Callable<Integer> {

    private static final ObjectMapper COMPACT = new ObjectMapper();
    private static final long MEBI = 1L << 20;

    private final Surroundings here;

    @Option(
            names = "--self-test",
            description =
                    "Really try to get out, by many ways, on a machine in a directory of its own;"
                            + " ends with 0 only when every attempt was blocked.")
    private boolean selfTest;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SandboxCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        return selfTest ? test() : explain();
    }

    private int explain() {
        Repository repository = Repository.around(here.directory());
        ProjectsFile projects = new ProjectsFile(here.home());
        Optional<KnownProject> known = projects.find(repository.root());
        boolean off = projects.settings(repository.root()).sandbox() == SandboxMode.OFF;
        Territory territory =
                Territory.of(
                        System.getenv(),
                        here.home(),
                        known.map(KnownProject::project).orElse(new UUID(0, 0)),
                        repository.root(),
                        List.of(),
                        List.of());
        SandboxView view = Sandbox.open(territory).view(Needs.nothing());
        if (json) {
            ObjectNode said = COMPACT.createObjectNode().put("on", !off);
            Json.node(view).properties().forEach(each -> said.set(each.getKey(), each.getValue()));
            here.sayJson(said);
        } else if (off) {
            here.say(
                    "Agents and checks of this project are NOT confined: sandbox = \"off\" for %s in"
                                    .formatted(repository.root())
                            + " projects.toml. They can do whatever you can.");
            here.say("`maestro config unset project.sandbox` turns it on; then this would hold:");
            tell(view);
        } else {
            tell(view);
        }
        return view.problem().isPresent() && !off ? ExitCode.REFUSED : ExitCode.OK;
    }

    private void tell(SandboxView view) {
        view.tool().ifPresent(tool -> here.say("Agents and checks are confined by " + tool + "."));
        view.problem()
                .ifPresent(problem -> here.say("Agents and checks are not run here: " + problem));
        here.say(
                "They see nothing of this machine but what follows; later lines cover earlier ones.");
        say("to read", view.readable());
        say("to write", view.writable());
        say("the project's own, not yours", view.own());
        say("empty, and gone afterwards", view.empty());
        here.say(
                "network: %s (checks: check_network in projects.toml)"
                        .formatted(view.network().name().toLowerCase(Locale.ROOT)));
        here.say(
                "limits: %d processes, %d MiB a file, %d open files, %d MiB in each empty directory"
                        .formatted(
                                view.limits().processes(),
                                view.limits().fileBytes() / MEBI,
                                view.limits().openFiles(),
                                view.limits().memoryFileBytes() / MEBI));
        here.say("`maestro sandbox --self-test` tries whether that holds.");
    }

    private void say(String what, List<Path> paths) {
        here.say(what + ":");
        paths.stream().distinct().map(path -> "  " + path).forEach(here::say);
    }

    private int test() throws JsonProcessingException {
        SelfTest test = new SelfTest(all -> AllowedEnvironment.of(all, List.of()));
        List<SelfTest.Result> results;
        try {
            results = test.run(this::tell);
        } catch (SandboxRefused refused) {
            here.warn("maestro: " + refused.getMessage());
            here.out().println(summary(0, 0));
            return ExitCode.REFUSED;
        }
        long blocked = results.stream().filter(SelfTest.Result::blocked).count();
        if (!json) {
            here.say("%d attempts, %d blocked".formatted(results.size(), blocked));
        }
        here.out().println(summary(results.size(), blocked));
        return blocked == results.size() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static String summary(int tried, long blocked) throws JsonProcessingException {
        Map<String, Long> summary = new LinkedHashMap<>();
        summary.put("tried", (long) tried);
        summary.put("blocked", blocked);
        return COMPACT.writeValueAsString(summary);
    }

    private void tell(SelfTest.Result result) {
        if (json) {
            try {
                here.out().println(COMPACT.writeValueAsString(result));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        } else {
            here.say(
                    "%-8s %-22s %s"
                            .formatted(
                                    result.blocked() ? "blocked" : "ESCAPED",
                                    result.name(),
                                    result.what()));
        }
    }
}
