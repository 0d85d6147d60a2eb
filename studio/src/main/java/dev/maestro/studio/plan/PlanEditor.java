package dev.maestro.studio.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.util.List;

/**
 * The outline's form.
 *
 * @param running a plan that has begun is changed, not replaced
 * @param back where the way out leads
 */
public record PlanEditor(
        String heading,
        String action,
        String button,
        String back,
        boolean running,
        String outline,
        List<Mistake> errors) {

    /** Shown beside the editor: one of each. */
    public static final String EXAMPLE =
            """
            # Search in the shop

            Customers find products by words.

            ## Groundwork

            - Index the catalogue {#index}
              skills: java:3, sql
              estimate: 2h
              paths: src/search/**
              - a new product is found at once
              - an empty catalogue is no error

            ## What customers see

            - Search page {#page}
              after: index
              skills: java:2
              The field stands in the header of
              every page.
            - Tell the world
              after: page
              hold: yes
            """;

    /** A place in the outline, counted from 1, and what is wrong there. */
    public record Mistake(int line, int column, String message) {

        /** All that a refused outline names; none when something else was refused. */
        static List<Mistake> of(Refused refused) {
            JsonNode errors = Json.node(refused.data()).path("errors");
            return errors.isArray() ? List.of(Json.convert(errors, Mistake[].class)) : List.of();
        }
    }

    static PlanEditor create(String project, String projectSlug, String outline) {
        return new PlanEditor(
                "New plan for " + project,
                "/projects/" + projectSlug + "/plans/create",
                "Save as draft",
                "/projects/" + projectSlug,
                false,
                outline,
                List.of());
    }

    static PlanEditor edit(PlanView plan, String outline) {
        return new PlanEditor(
                "Edit the plan",
                "/plans/" + plan.id() + "/edit",
                plan.running() ? "Apply to the plan" : "Save",
                "/plans/" + plan.id(),
                plan.running(),
                outline,
                List.of());
    }

    PlanEditor with(List<Mistake> mistakes) {
        return new PlanEditor(heading, action, button, back, running, outline, mistakes);
    }
}
