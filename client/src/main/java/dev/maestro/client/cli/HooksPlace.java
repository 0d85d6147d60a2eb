package dev.maestro.client.cli;

import dev.maestro.client.hooks.HookState;
import dev.maestro.client.hooks.Hooks;
import dev.maestro.client.platform.OwnProgram;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Whose configuration a command is about. */
final class HooksPlace {

    @Option(
            names = "--user",
            description =
                    "Your own configuration, for all repositories, instead of this checkout's.")
    private boolean user;

    Hooks in(Surroundings here) {
        return user
                ? Hooks.ofUser(
                        here.home(),
                        Path.of(
                                System.getenv()
                                        .getOrDefault("HOME", System.getProperty("user.home"))),
                        OwnProgram.running())
                : Hooks.ofProject(here.home(), here.directory(), OwnProgram.running());
    }

    static String line(HookState state) {
        return "%-9s %-22s %s"
                .formatted(
                        state.agent().wireName(),
                        state.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        state.file());
    }
}
