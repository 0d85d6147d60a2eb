package dev.maestro.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the help of every command has in common. */
final class HelpTexts {

    /** Above the examples, which are the footer of a command. */
    static final String EXAMPLES = "%nExamples:%n";

    private HelpTexts() {}

    /**
     * Gives {@code --help} to all of them, and the exit codes and {@code --version} to the root.
     */
    static void complete(CommandLine root) {
        root.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        root.getCommandSpec()
                .version(VersionCommand.sentence())
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("Show which client this is.")
                                .build());
        addHelp(root);
    }

    /** A command with two names comes twice. */
    private static void addHelp(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        boolean another = spec.findOption("--help") != null;
        if (another || spec.userObject() instanceof CommandLine.HelpCommand) {
            return;
        }
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        line.getSubcommands().values().forEach(HelpTexts::addHelp);
    }
}
