package dev.maestro.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An event of a project as the API tells it. */
public record EventView(long seq, String type, Instant at, JsonNode data) {}
