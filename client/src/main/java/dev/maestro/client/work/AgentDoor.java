package dev.maestro.client.work;

import dev.maestro.client.door.RunDoor;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.provider.McpServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets the agent of one attempt in: the run's door, what the agent is told of it, and what its
 * fence has to show for it.
 */
final class AgentDoor implements AutoCloseable {

    private final RunDoor door;
    private final AgentDesk desk;
    private final OwnProgram program = OwnProgram.running();

    private AgentDoor(RunDoor door, AgentDesk desk) {
        this.door = door;
        this.desk = desk;
    }

    static AgentDoor open(RunFiles files, Path worktree, AgentDesk desk) {
        return new AgentDoor(RunDoor.open(files.directory(), worktree, desk), desk);
    }

    /** The tool server and where it finds the run, as variables. */
    Map<String, String> facts() {
        return new McpServer(
                        program.command(OwnProgram.MAIN, List.of("mcp")),
                        Map.of(RunDoor.VARIABLE, door.socket().toString()))
                .facts();
    }

    /** The socket's directory, and this program itself. */
    List<Path> files() {
        List<Path> shown = new ArrayList<>(program.files());
        shown.add(PrivateFiles.parent(door.socket()));
        return shown;
    }

    @Override
    public void close() {
        desk.leave();
        door.close();
    }
}
