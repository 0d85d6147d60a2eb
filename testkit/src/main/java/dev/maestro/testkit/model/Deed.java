package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;

/** What a step does besides talking; {@link Toolbox} finds the asking program's tool for it. */
sealed interface Deed {

    record Write(String path, String content) implements Deed {}

    record Run(String command) implements Deed {}

    record Read(String path) implements Deed {}

    /** A tool by its name, with exactly this input. */
    record Call(String tool, JsonNode input) implements Deed {}
}
