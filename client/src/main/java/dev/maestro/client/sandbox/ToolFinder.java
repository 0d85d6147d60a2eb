package dev.maestro.client.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the machine's tool and tries it: that it is installed does not say that it may be used. */
final class ToolFinder {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WAY_OUT =
            " Or let agents of this project run without a fence: sandbox = \"off\" for it in"
                    + " projects.toml.";

    private final Map<String, String> environment;

    ToolFinder(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Tool find() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            Path program = Path.of("/usr/bin/sandbox-exec");
            return Files.isExecutable(program)
                    ? new Tool.SandboxExec(program)
                    : new Tool.Missing("the sandbox needs " + program + "." + WAY_OUT);
        }
        if (!system.contains("linux")) {
            return new Tool.Missing("there is no sandbox for %s yet.%s".formatted(system, WAY_OUT));
        }
        return program("bwrap")
                .map(this::tried)
                .orElseGet(() ->
                        new Tool.Missing(
                                "the sandbox needs bubblewrap, which is not installed: install"
                                        + " the package bubblewrap (Debian, Ubuntu: sudo apt-get"
                                        + " install bubblewrap; Fedora: sudo dnf install"
                                        + " bubblewrap) and connect again."
                                        + WAY_OUT));
    }

    private Tool tried(Path bwrap) {
        String said = "";
        for (Bubblewrap.Form form : Bubblewrap.Form.values()) {
            if (form == Bubblewrap.Form.ROOT && !isRoot()) {
                continue;
            }
            Answer answer = run(trial(bwrap, form));
            if (answer.ok()) {
                String version = run(List.of(bwrap.toString(), "--version")).said();
                return new Tool.Bwrap(bwrap, version.replace("bubblewrap ", ""), form);
            }
            said = answer.said();
        }
        return new Tool.Missing(
                "bubblewrap is installed and may not be used (\"%s\"): allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, or an AppArmor profile for bwrap) and connect again.%s"
                        .formatted(said, WAY_OUT));
    }

    /** The smallest program that needs all that a run needs. */
    private static List<String> trial(Path bwrap, Bubblewrap.Form form) {
        List<String> line = new ArrayList<>();
        line.add(bwrap.toString());
        line.addAll(form.arguments());
        line.addAll(Bubblewrap.NAMESPACES);
        line.add("--unshare-net");
        if (form.sizes()) {
            line.addAll(List.of("--size", "1048576"));
        }
        line.addAll(
                List.of(
                        "--tmpfs",
                        "/tmp",
                        "--ro-bind",
                        "/",
                        "/",
                        "--proc",
                        "/proc",
                        "--dev",
                        "/dev",
                        "--"));
        line.addAll(Bubblewrap.inside(Limits.USUAL));
        line.add("true");
        return line;
    }

    private Optional<Path> program(String name) {
        String path = environment.getOrDefault("PATH", "") + ":/usr/bin:/usr/local/bin:/bin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private record Answer(boolean ok, String said) {}

    private static Answer run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .start();
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
                return new Answer(false, "it did not end");
            }
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.exitValue() == 0, said.strip());
        } catch (IOException e) {
            return new Answer(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        }
    }
}
