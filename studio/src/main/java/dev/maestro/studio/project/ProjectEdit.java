package dev.maestro.studio.project;

import java.time.Duration;
import java.util.Optional;

/** What is to change; empty means as it is. A blank check command means none. */
public record ProjectEdit(
        Optional<String> name,
        Optional<String> baseBranch,
        Optional<String> checkCommand,
        Optional<Duration> checkTimeout) {}
