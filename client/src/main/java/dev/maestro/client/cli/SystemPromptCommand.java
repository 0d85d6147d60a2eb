package dev.maestro.client.cli;

import dev.maestro.client.work.PromptExample;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "system-prompt",
        description = "What an agent is told, with an example of a task.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro system-prompt", "  maestro system-prompt --for review"})
final class SystemPromptCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(
            names = "--for",
            paramLabel = "PURPOSE",
            converter = PurposeOption.class,
            description = "develop (default) or review.")
    private Purpose purpose = Purpose.DEVELOP;

    SystemPromptCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (!List.of(Purpose.DEVELOP, Purpose.REVIEW).contains(purpose)) {
            throw Refused.invalid("for", "an agent is asked to develop or to review");
        }
        here.out().print(PromptExample.of(purpose));
        here.out().flush();
        return ExitCode.OK;
    }
}
