package dev.maestro.client.sandbox;

import java.nio.file.Path;

/**
 * A worktree as git knows it.
 *
 * @param directory the working tree
 * @param repository the repository that it shares with others
 * @param entry what the repository keeps of it
 */
record GitPlace(Path directory, Path repository, Path entry) {}
