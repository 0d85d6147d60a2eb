package dev.maestro.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.platform.MaestroHome;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CalledCommandTest {

    private static final Supplier<Identities> NOBODY =
            () -> {
                throw new AssertionError("a short command asked who this machine is");
            };

    private final StringWriter printed = new StringWriter();

    @TempDir private Path directory;

    @Test
    void aCommandThatIsCalledByItsNameIsTheOnlyOneThatIsRead() {
        Map<String, CommandLine> all = MaestroCommand.in(here()).getSubcommands();

        assertThat(all.values())
                .allSatisfy(command -> {
                    Map<String, CommandLine> read =
                            called(command.getCommandName()).getSubcommands();
                    assertThat(read.size())
                            .isIn(command.getCommandSpec().names().size(), all.size());
                    assertThat(read.values().stream().map(CommandLine::getUsageMessage))
                            .contains(command.getUsageMessage());
                });
        assertThat(called("status").getSubcommands()).containsOnlyKeys("status");
    }

    @Test
    void whoeverDoesNotCallACommandSeesAll() {
        Map<String, CommandLine> all = MaestroCommand.in(here()).getSubcommands();

        assertThat(called().getSubcommands()).containsOnlyKeys(all.keySet());
        assertThat(called("--help").getSubcommands()).containsOnlyKeys(all.keySet());
        assertThat(called("staus").getSubcommands()).containsOnlyKeys(all.keySet());
        assertThat(called("help", "status").getSubcommands()).containsOnlyKeys(all.keySet());
    }

    @Test
    void shortCommandsDoNotAskWhoThisMachineIs() {
        assertThat(called("version").execute("version")).isEqualTo(ExitCode.OK);
        assertThat(called("status").execute("status")).isEqualTo(ExitCode.OK);

        assertThat(printed.toString()).contains("maestro 0.").contains("No daemon runs here");
    }

    private CommandLine called(String... arguments) {
        return MaestroCommand.calledBy(arguments, here());
    }

    private Surroundings here() {
        MaestroHome home = new MaestroHome(directory);
        PrintWriter out = new PrintWriter(printed, true);
        return new Surroundings(
                home,
                directory,
                NOBODY,
                new DaemonLauncher(home, "Nobody", ""),
                new BufferedReader(Reader.nullReader()),
                out,
                out,
                false,
                false,
                InstantSource.system());
    }
}
