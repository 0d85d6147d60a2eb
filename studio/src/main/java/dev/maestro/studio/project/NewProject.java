package dev.maestro.studio.project;

import java.time.Duration;
import java.util.Optional;

/**
 * What a project is created from.
 *
 * @param baseBranch empty: the branch the remote's HEAD names
 * @param checkTimeout empty: ten minutes; at most a day
 */
public record NewProject(
        String name,
        String remoteUrl,
        Optional<String> baseBranch,
        Optional<String> checkCommand,
        Optional<Duration> checkTimeout) {}
