package dev.maestro.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the project of a repository at Studio, or creates it when that is wanted. */
final class ProjectFinder {

    private final StudioHttp studio;
    private final Surroundings here;

    ProjectFinder(StudioHttp studio, Surroundings here) {
        this.studio = studio;
        this.here = here;
    }

    /** A project as Studio names it. */
    record Found(UUID id, String name) {}

    /** What a new project is to be like. */
    record Wish(
            UUID workspace,
            boolean create,
            boolean mayAsk,
            Optional<String> name,
            Optional<String> check,
            Optional<String> base) {}

    Found byId(String id) {
        return found(studio.get("/api/v1/projects/" + URLEncoder.encode(id, UTF_8)));
    }

    /**
     * @throws Refused {@code not_found} when Studio does not know the repository and it is not to
     *     be created
     */
    Found byRepository(Repository repository, Wish wish) {
        return look(repository, wish).orElseThrow(() -> missing(repository));
    }

    /** Empty when Studio does not know the repository and it is not to be created. */
    Optional<Found> look(Repository repository, Wish wish) {
        String key = URLEncoder.encode(repository.key().value(), UTF_8);
        JsonNode answer = studio.get("/api/v1/projects?remote_key=" + key);
        JsonNode matches = answer.path("items");
        if (matches.size() > 1) {
            throw Refused.invalid(
                    "project", "several projects have this remote: choose one with --project ID");
        }
        if (matches.size() == 1) {
            return Optional.of(adapted(matches.get(0), wish));
        }
        if (wish.create() || (wish.mayAsk() && wantsIt(repository))) {
            return Optional.of(create(repository, wish));
        }
        return Optional.empty();
    }

    private Refused missing(Repository repository) {
        return new Refused(
                RefusalCode.NOT_FOUND,
                "%s has no project for %s; create it with `maestro connect --create`"
                        .formatted(studio.studio(), repository.key()));
    }

    /** What was asked for counts for a project that exists, too: its gate must not stay open. */
    private Found adapted(JsonNode project, Wish wish) {
        Map<String, Object> changes = new LinkedHashMap<>();
        wish.base()
                .filter(base -> !base.equals(project.path("base_branch").asText()))
                .ifPresent(base -> changes.put("base_branch", base));
        wish.check()
                .filter(check -> !check.equals(project.path("check_command").asText()))
                .ifPresent(check -> changes.put("check_command", check));
        if (changes.isEmpty()) {
            return found(project);
        }
        Found changed =
                found(studio.put("/api/v1/projects/" + project.path("id").asText(), changes));
        here.warn(
                "maestro: project %s was there already; changed its %s"
                        .formatted(
                                changed.name(),
                                String.join(" and ", changes.keySet()).replace('_', ' ')));
        return changed;
    }

    private Found create(Repository repository, Wish wish) {
        Map<String, Object> project = new LinkedHashMap<>();
        project.put("workspace", wish.workspace());
        project.put("name", wish.name().orElse(repository.root().getFileName().toString()));
        project.put("remote_url", repository.remoteUrl());
        wish.base().ifPresent(base -> project.put("base_branch", base));
        wish.check().ifPresent(check -> project.put("check_command", check));
        return found(studio.create("/api/v1/projects", project));
    }

    private boolean wantsIt(Repository repository) {
        here.ask(
                "%s has no project for %s. Create it? [Y/n] "
                        .formatted(studio.studio(), repository.key()));
        try {
            String answer = here.in().readLine();
            return answer != null && (answer.isBlank() || answer.strip().matches("(?i)y(es)?"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }

    private static Found found(JsonNode project) {
        return new Found(
                UUID.fromString(project.path("id").asText()), project.path("name").asText());
    }
}
