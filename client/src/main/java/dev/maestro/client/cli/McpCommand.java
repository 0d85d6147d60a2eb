package dev.maestro.client.cli;

import dev.maestro.client.door.DoorClient;
import dev.maestro.client.mcp.ToolServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "mcp",
        description = {
            "Serve the tools of a run to an agent, by the Model Context Protocol on the standard"
                    + " streams.",
            "Agents that Maestro starts are told of it. By hand: run it in a run's worktree."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  claude mcp add maestro -- maestro mcp"})
final class McpCommand implements Callable<Integer> {

    private final Surroundings here;

    McpCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        new ToolServer(DoorClient.find(System.getenv(), here.home(), here.directory()))
                .serve(System.in, System.out);
        return ExitCode.OK;
    }
}
