package dev.maestro.conformance;

import dev.maestro.conformance.point.Area;
import dev.maestro.conformance.point.Areas;
import dev.maestro.conformance.point.Point;
import dev.maestro.conformance.point.Weight;
import dev.maestro.conformance.wire.Credentials;
import dev.maestro.conformance.wire.Deviation;
import dev.maestro.conformance.wire.Inbox;
import dev.maestro.conformance.wire.Portal;
import dev.maestro.conformance.wire.Target;
import dev.maestro.conformance.wire.Visitor;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads the words, sits the exam, prints. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Examine any Pusher server (protocol 7) from outside, and any Studio on top of it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every mandatory point passed",
            "1:a mandatory point failed",
            "2:the words on the command line do not fit",
            "3:nobody answers at the URL, Studio does not let us in, or the port for webhooks is taken",
            "4:no mandatory point failed, but some could not be examined"
        },
        footer = {
            "",
            "Use an application of its own: the exam publishes, floods and misbehaves.",
            "The application needs client events and user sign-in switched on.",
            "  maestro conformance --url ws://127.0.0.1:6001 --app app-id:app-key:app-secret",
            "  maestro conformance --url http://127.0.0.1:7300 --studio --invite http://127.0.0.1:7300/invites/…"
        })
final class ConformanceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "Where the server listens, with its path prefix: ws, wss, http or https.")
    private URI url = URI.create("");

    @Option(
            names = "--app",
            paramLabel = "ID:KEY:SECRET",
            description = "An application of the server. Without it only a Studio can be examined.")
    private @Nullable String app;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description =
                    "Only this area or this point (presence, presence.one-user); may be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--list", description = "Print the points and examine nothing.")
    private boolean list;

    @Option(names = "--json", description = "One JSON object a line, the summary last.")
    private boolean json;

    @Option(names = "--verbose", description = "Also what was seen at points that passed.")
    private boolean verbose;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long one answer may take (default: ${DEFAULT-VALUE}).")
    private double patience;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description =
                    "How long the exam may take; what is left then is skipped (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--slow",
            description = "Also the points that take minutes; or name them with --only.")
    private boolean slow;

    @Option(
            names = "--webhooks",
            paramLabel = "PORT",
            description = "Receive the server's webhooks on this port of the loopback address.")
    private @Nullable Integer webhooks;

    @Option(names = "--studio", description = "Examine the contract of Studio too.")
    private boolean studio;

    @Option(
            names = "--invite",
            paramLabel = "URL",
            description = "For --studio: an invitation of the command line; it is spent.")
    private @Nullable String invite;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "For --studio, instead of an invitation: an access token.")
    private @Nullable String token;

    @Option(
            names = "--project",
            paramLabel = "UUID",
            description = "For --studio: the project to work for (default: the first).")
    private @Nullable String project;

    @Override
    public Integer call() {
        Target target = target();
        List<Point> points = points();
        if (studio && !list && (invite == null) == (token == null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--studio needs either --invite URL or --token TOKEN");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            points.forEach(point ->
                    out.printf("%-32s %-9s %s%n", point.id(), point.weight().word(), point.must()));
            out.flush();
            return ExitCode.PASSED;
        }
        Optional<String> silent = silent(target);
        if (silent.isPresent()) {
            return cannotStart(silent.get());
        }
        try (Inbox inbox = webhooks == null ? null : new Inbox(webhooks)) {
            return sit(target, points, Optional.ofNullable(inbox));
        } catch (IOException taken) {
            return cannotStart(
                    "port %d cannot be listened on: %s".formatted(webhooks, taken.getMessage()));
        }
    }

    private int sit(Target target, List<Point> points, Optional<Inbox> inbox) {
        PrintWriter out = spec.commandLine().getOut();
        Notebook notebook = json ? new JsonNotebook(out) : new TableNotebook(out, verbose);
        Duration wait = Duration.ofMillis(Math.round(patience * 1000));
        Optional<Visitor> visitor;
        try {
            visitor = visitor(target, wait);
        } catch (Deviation notLetIn) {
            return cannotStart("Studio does not let us in: " + notLetIn.getMessage());
        }
        try (Exam exam = new Exam(target, wait, Duration.ofSeconds(limit), inbox, visitor)) {
            notebook.begins(points.size());
            Report report = exam.sit(points, notebook::marked);
            notebook.ends(report);
            return report.exitCode();
        }
    }

    private Optional<Visitor> visitor(Target target, Duration wait) {
        if (!studio) {
            return Optional.empty();
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            Portal portal = new Portal(http, target.http(), wait, Optional.empty());
            Optional<String> named = Optional.ofNullable(project);
            return Optional.of(
                    invite != null
                            ? Visitor.invited(portal, invite, named)
                            : Visitor.of(
                                    portal,
                                    Objects.requireNonNull(token),
                                    named,
                                    Optional.empty()));
        }
    }

    private Target target() {
        try {
            return new Target(url, Optional.ofNullable(app).map(Credentials::parse));
        } catch (IllegalArgumentException unfit) {
            throw new CommandLine.ParameterException(spec.commandLine(), unfit.getMessage());
        }
    }

    private List<Point> points() {
        List<Point> all = new ArrayList<>();
        if (app != null) {
            Areas.pusher().stream().map(Area::points).forEach(all::addAll);
        }
        if (studio) {
            Areas.studio().stream().map(Area::points).forEach(all::addAll);
        }
        List<Point> chosen = all.stream().filter(this::wanted).toList();
        if (chosen.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    all.isEmpty()
                            ? "there is nothing to examine: name --app ID:KEY:SECRET, or --studio"
                            : "no point is called %s; see --list".formatted(only));
        }
        return chosen;
    }

    private boolean wanted(Point point) {
        if (point.weight() == Weight.SLOW && !slow && !list && !only.contains(point.id())) {
            return false;
        }
        return only.isEmpty()
                || only.stream()
                        .anyMatch(name -> point.id().equals(name) || point.area().equals(name));
    }

    /** Why nobody can be examined: said once instead of at every point. */
    private static Optional<String> silent(Target target) {
        URI http = target.http();
        int port = http.getPort() >= 0 ? http.getPort() : http.getScheme().endsWith("s") ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(http.getHost(), port), 5_000);
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.of(
                    "nobody answers at %s: %s".formatted(target.url(), broken.getMessage()));
        }
    }

    private int cannotStart(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("maestro conformance: " + why);
        err.flush();
        return ExitCode.CANNOT_START;
    }
}
