package dev.maestro.client.cli;

import dev.maestro.client.ClientVersion;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.settings.Nearest;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place where failures become words and exit codes. The words go to the standard error;
 * with {@code --json} they are one line there, {@code {"error": {"code", "message", "field"?}}},
 * and the standard output stays as it is, so that a program reads one or the other.
 */
final class Failures {

    private static final String JSON = "--json";

    private final Surroundings here;

    private Failures(Surroundings here) {
        this.here = here;
    }

    /**
     * @param field which word or setting is wrong, where it is one
     */
    private record Failure(String code, String message, Optional<String> field) {}

    private record Told(Failure error) {}

    static void become(CommandLine line, Surroundings here) {
        Failures failures = new Failures(here);
        line.setExecutionExceptionHandler(
                (failure, _, parsed) -> failures.explain(failure, wantsJson(parsed)));
        line.setParameterExceptionHandler(failures::usage);
    }

    private int explain(Exception failure, boolean json) {
        return switch (failure) {
            case Refused refused ->
                    tell(
                            new Failure(
                                    refused.code().wireName(),
                                    String.valueOf(refused.getMessage()),
                                    Optional.ofNullable(refused.data().get("field"))
                                            .map(String::valueOf)),
                            json,
                            ExitCode.of(refused.code()));
            case NotConnected notConnected ->
                    tell(failure("not_connected", notConnected), json, ExitCode.NOT_CONNECTED);
            case StudioUnreachable unreachable ->
                    tell(failure("unreachable", unreachable), json, ExitCode.NOT_CONNECTED);
            default -> {
                tell(
                        new Failure(
                                "internal",
                                "maestro %s failed, and that is its own fault: %s"
                                        .formatted(ClientVersion.NUMBER, failure),
                                Optional.empty()),
                        json,
                        ExitCode.FAULT);
                if (!json) {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    here.warn(trace.toString());
                }
                yield ExitCode.FAULT;
            }
        };
    }

    private int usage(ParameterException misfit, String[] arguments) {
        CommandLine command = misfit.getCommandLine();
        List<String> meant = new ArrayList<>();
        if (misfit instanceof UnmatchedArgumentException unmatched) {
            meant.addAll(unmatched.getSuggestions());
        } else if (misfit.getArgSpec() == null && misfit.getValue() != null) {
            // What `help` says of a command that is not there.
            Nearest.to(misfit.getValue(), command.getSubcommands().keySet()).ifPresent(meant::add);
        }
        String message =
                misfit.getMessage()
                        + (meant.isEmpty()
                                ? ""
                                : "; did you mean %s?".formatted(String.join(" or ", meant)));
        boolean json = List.of(arguments).contains(JSON);
        Optional<String> field =
                Optional.ofNullable(misfit.getArgSpec()).map(argument -> argument.paramLabel());
        tell(new Failure("usage", message, field), json, ExitCode.USAGE);
        if (!json) {
            here.err()
                    .println("see: %s --help".formatted(command.getCommandSpec().qualifiedName()));
        }
        return ExitCode.USAGE;
    }

    private int tell(Failure failure, boolean json, int exit) {
        if (json) {
            here.err().println(Json.write(new Told(failure)));
        } else {
            here.warn("maestro: " + failure.message());
        }
        return exit;
    }

    private static Failure failure(String code, RuntimeException why) {
        return new Failure(code, String.valueOf(why.getMessage()), Optional.empty());
    }

    private static boolean wantsJson(ParseResult parsed) {
        ParseResult innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.hasMatchedOption(JSON);
    }
}
