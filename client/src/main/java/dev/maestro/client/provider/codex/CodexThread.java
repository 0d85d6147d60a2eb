package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.settings.PermissionMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a conversation with Codex is begun with.
 *
 * @param confined our own fence is around it: its sandbox inside is neither needed nor possible
 * @param resume the thread to go on with
 */
record CodexThread(
        Path worktree,
        String prompt,
        Optional<String> model,
        PermissionMode mode,
        boolean confined,
        Optional<String> resume) {

    ObjectNode start() {
        ObjectNode params =
                JsonLine.object()
                        .put("cwd", worktree.toString())
                        .put("approvalPolicy", mode == PermissionMode.ALLOW ? "never" : "untrusted")
                        .put("sandbox", confined ? "danger-full-access" : "workspace-write");
        model.ifPresent(name -> params.put("model", name));
        return params;
    }

    ObjectNode resume(String thread) {
        return start().put("threadId", thread);
    }
}
