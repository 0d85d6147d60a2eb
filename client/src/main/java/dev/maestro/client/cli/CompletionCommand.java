package dev.maestro.client.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Print what a shell needs to complete the commands and options.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  source <(maestro completion bash)      # in ~/.bashrc",
            "  source <(maestro completion zsh)       # in ~/.zshrc, after compinit",
            "  maestro completion fish > ~/.config/fish/completions/maestro.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    /** Loaded by zsh as a function of its fpath, it must complete the first time, too. */
    private static final String ZSH_FIRST_TIME =
            "\nif [[ \"${funcstack[1]:-}\" == \"_maestro\" ]]; then\n"
                    + "  _bash_complete -o default -F _complete_maestro\nfi\n";

    /** An alias is seen and not used by functions that zsh loads by itself; without it all goes. */
    private static final String BASH_ONLY = "  alias compopt=complete\n";

    private enum Shell {
        BASH,
        ZSH,
        FISH
    }

    private final Surroundings here;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        CommandLine all = MaestroCommand.in(here);
        here.out()
                .print(
                        switch (shell) {
                            case BASH -> AutoComplete.bash(all.getCommandName(), all);
                            case ZSH ->
                                    "#compdef %s\n%s%s"
                                            .formatted(
                                                    all.getCommandName(),
                                                    AutoComplete.bash(all.getCommandName(), all)
                                                            .replace(BASH_ONLY, ""),
                                                    ZSH_FIRST_TIME);
                            case FISH -> FishCompletion.of(all);
                        });
        here.out().flush();
        return ExitCode.OK;
    }
}
