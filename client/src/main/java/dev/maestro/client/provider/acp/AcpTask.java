package dev.maestro.client.provider.acp;

import dev.maestro.client.provider.McpServer;
import dev.maestro.client.settings.PermissionMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one start of an agent is for.
 *
 * @param session to go on with
 * @param model to be chosen, in the agent's own words
 * @param tools of the run, where it has any
 */
record AcpTask(
        Path worktree,
        String prompt,
        Optional<String> session,
        Optional<String> model,
        PermissionMode permission,
        Optional<McpServer> tools) {}
