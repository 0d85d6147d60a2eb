package dev.maestro.client.provider.opencode;

import dev.maestro.client.settings.PermissionMode;
import java.util.Optional;

/**
 * What one start of OpenCode is for.
 *
 * @param session to go on with
 * @param model as {@code provider/model}
 * @param password of its server
 */
record OpenCodeTask(
        String prompt,
        Optional<String> session,
        Optional<String> model,
        PermissionMode permission,
        String password) {}
