package dev.maestro.client.cli;

import dev.maestro.client.ClientVersion;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.protocol.Refused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code maestro}: the root of the commands, and the one place where failures become words. */
@Command(
        name = "maestro",
        description = "Puts this machine to work for a Maestro Studio.",
        synopsisSubcommandLabel = "COMMAND")
public final class MaestroCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private MaestroCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    public static CommandLine in(Surroundings surroundings) {
        CommandLine line = new CommandLine(new MaestroCommand());
        line.addSubcommand(new AuthCommand(surroundings));
        line.addSubcommand(new ConnectCommand(surroundings));
        line.addSubcommand(new TuiCommand(surroundings));
        line.addSubcommand(new DisconnectCommand(surroundings));
        line.addSubcommand(new StatusCommand(surroundings));
        line.addSubcommand(TaskCommand.in(surroundings));
        line.addSubcommand(new StopCommand(surroundings));
        line.addSubcommand(new DaemonCommand(surroundings));
        line.addSubcommand(new VersionCommand(surroundings));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, _, _) -> explain(failure, surroundings));
        return line;
    }

    private static int explain(Exception failure, Surroundings surroundings) {
        return switch (failure) {
            case Refused refused -> {
                surroundings.err().println("maestro: " + refused.getMessage());
                yield ExitCode.of(refused.code());
            }
            case NotConnected notConnected -> {
                surroundings.err().println("maestro: " + notConnected.getMessage());
                yield ExitCode.NOT_CONNECTED;
            }
            case StudioUnreachable unreachable -> {
                surroundings.err().println("maestro: " + unreachable.getMessage());
                yield ExitCode.NOT_CONNECTED;
            }
            default -> {
                surroundings
                        .err()
                        .println(
                                "maestro %s failed, and that is its own fault:"
                                        .formatted(ClientVersion.NUMBER));
                failure.printStackTrace(surroundings.err());
                yield ExitCode.FAULT;
            }
        };
    }
}
