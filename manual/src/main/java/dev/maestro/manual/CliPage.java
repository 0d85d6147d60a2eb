package dev.maestro.manual;

import dev.maestro.client.ClientMain;
import dev.maestro.client.cli.ExitCode;
import dev.maestro.conformance.ConformanceMain;
import dev.maestro.demo.DemoMain;
import dev.maestro.hub.standalone.HubMain;
import dev.maestro.studio.StudioMain;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code cli.md}: what each command prints with {@code --help}. */
final class CliPage {

    private static final int WIDTH = 120;

    private CliPage() {}

    static String text() {
        StringBuilder client = new StringBuilder();
        add(client, ClientMain.commandLine());
        return Template.fill(
                "cli.md",
                Map.of(
                        "client", client.toString(),
                        "exit-codes", exitCodes(),
                        "studio", fenced(StudioMain.help()),
                        "hub", fenced(HubMain.help()),
                        "conformance", fenced(usage(ConformanceMain.commandLine())),
                        "demo", fenced(usage(DemoMain.commandLine()))));
    }

    private static String exitCodes() {
        return ProtocolPage.rows(
                "| code | meaning |",
                ExitCode.meanings().entrySet().stream()
                        .map(one -> "| %s | %s |".formatted(one.getKey(), one.getValue())));
    }

    private static void add(StringBuilder text, CommandLine line) {
        String name = line.getCommandSpec().qualifiedName();
        text.append("### %s%n%n%s%n".formatted(name, fenced(usage(line))));
        line.getSubcommands().values().stream()
                .distinct()
                .filter(each -> !each.getCommandName().equals("help"))
                .forEach(each -> add(text, each));
    }

    private static String usage(CommandLine line) {
        line.setUsageHelpWidth(WIDTH);
        return line.getUsageMessage(Ansi.OFF);
    }

    private static String fenced(String text) {
        return "```\n" + text.strip().replaceAll("(?m)[ \\t]+$", "") + "\n```\n";
    }
}
