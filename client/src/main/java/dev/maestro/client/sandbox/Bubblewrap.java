package dev.maestro.client.sandbox;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Linux: namespaces by bubblewrap, limits by prlimit. */
final class Bubblewrap implements Confinement {

    /**
     * Bubblewrap itself does not listen when the tree is asked to end: else the kernel would kill
     * all inside before they could put anything in order. {@code $1} is the file that takes the
     * process into its group, or empty.
     */
    private static final List<String> DEAF =
            List.of(
                    "sh",
                    "-c",
                    "trap '' TERM; [ -z \"$1\" ] || echo $$ >\"$1\"; shift; exec \"$@\"",
                    "fence");

    private final Territory territory;
    private final Tool.Bwrap tool;
    private final Limits limits;
    private final Optional<Path> group;

    Bubblewrap(Territory territory, Tool.Bwrap tool, Limits limits) {
        this.territory = territory;
        this.tool = tool;
        this.limits = limits;
        this.group = ToolFinder.isRoot() ? ProcessGroup.open(limits.processes()) : Optional.empty();
    }

    @Override
    public ProcessSpec confine(ProcessSpec spec, Needs needs) {
        GitPlace place = new Grounds(territory).check(spec.directory());
        Policy policy = Policy.of(territory, place, spec.program(), needs, limits);
        GitFence.ready(place);
        new Caches(territory, policy.home(), needs.caches()).ready();
        List<String> command = new ArrayList<>(DEAF);
        command.add(group.map(Path::toString).orElse(""));
        command.addAll(arguments(policy));
        command.addAll(inside(limits));
        command.addAll(spec.command());
        return new ProcessSpec(
                command,
                spec.directory(),
                environment(spec.environment(), policy.home()),
                spec.input(),
                spec.mark());
    }

    private List<String> arguments(Policy policy) {
        List<String> line = new ArrayList<>();
        line.add(tool.program().toString());
        line.addAll(tool.form().arguments());
        line.addAll(NAMESPACES);
        if (policy.network() == NetworkPolicy.NONE) {
            line.add("--unshare-net");
        }
        for (Mount mount : policy.mounts()) {
            line.addAll(mounted(mount, tool.form(), policy.limits()));
        }
        // To root's own number the kernel's settings in there are writable without any capability.
        line.addAll(List.of("--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"));
        line.addAll(empty(Path.of("/dev/shm"), tool.form(), policy.limits()));
        line.addAll(List.of("--remount-ro", "/", "--chdir", policy.directory().toString(), "--"));
        return line;
    }

    static final List<String> NAMESPACES =
            List.of(
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--unshare-cgroup-try",
                    "--die-with-parent",
                    "--new-session",
                    "--cap-drop",
                    "ALL");

    /** What runs the program inside, as its own parent: its limits, and that it hears a signal. */
    static List<String> inside(Limits limits) {
        List<String> line = new ArrayList<>();
        line.add("prlimit");
        line.addAll(limits.arguments());
        line.addAll(List.of("env", "--default-signal=TERM"));
        return line;
    }

    private static List<String> mounted(Mount mount, Form form, Limits limits) {
        return switch (mount) {
            case Mount.Read(Path at) -> List.of("--ro-bind-try", at.toString(), at.toString());
            case Mount.Write(Path at) -> List.of("--bind-try", at.toString(), at.toString());
            case Mount.Instead(Path at, Path source, boolean writable) ->
                    List.of(writable ? "--bind" : "--ro-bind", source.toString(), at.toString());
            case Mount.Empty(Path at) -> empty(at, form, limits);
            case Mount.Hidden(Path at) -> List.of("--ro-bind", "/dev/null", at.toString());
            case Mount.Link(Path at, Path target) ->
                    List.of("--symlink", target.toString(), at.toString());
        };
    }

    private static List<String> empty(Path at, Form form, Limits limits) {
        List<String> line = new ArrayList<>();
        if (form.sizes()) {
            line.addAll(List.of("--size", String.valueOf(limits.memoryFileBytes())));
        }
        line.addAll(List.of("--tmpfs", at.toString()));
        return line;
    }

    static Map<String, String> environment(Map<String, String> given, Path home) {
        Map<String, String> all = new HashMap<>(given);
        all.put("HOME", home.toString());
        all.put("TMPDIR", "/tmp");
        all.computeIfPresent("XDG_CACHE_HOME", (_, _) -> home.resolve(".cache").toString());
        return all;
    }

    /** Which of its abilities can be used on this machine; the strictest that works is taken. */
    enum Form {
        /** The program cannot make user namespaces of its own. */
        STRICT("--unshare-user", "--disable-userns"),
        /** Bubblewrap before 0.8, or set-uid. */
        PLAIN("--unshare-user"),
        /** User namespaces are forbidden, but root needs none. */
        ROOT();

        private final List<String> arguments;

        Form(String... arguments) {
            this.arguments = List.of(arguments);
        }

        List<String> arguments() {
            return arguments;
        }

        boolean sizes() {
            return this == STRICT;
        }
    }
}
