package dev.maestro.client.sandbox;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.settings.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * macOS: a profile for {@code sandbox-exec}. It can forbid and allow, but show nothing in another's
 * place, so a program is given a home and a temporary directory of the project's own by its
 * environment. Not yet tried on a Mac.
 */
final class Seatbelt implements Confinement {

    private static final List<String> SYSTEM =
            List.of(
                    "/System",
                    "/Library",
                    "/Applications/Xcode.app",
                    "/usr",
                    "/bin",
                    "/sbin",
                    "/opt",
                    "/private/etc",
                    "/private/var/db/dyld",
                    "/private/var/select",
                    "/dev");

    private static final String HOME = "home";
    private static final String TEMPORARY = "tmp";

    private final Territory territory;
    private final Tool.SandboxExec tool;
    private final Limits limits;

    Seatbelt(Territory territory, Tool.SandboxExec tool, Limits limits) {
        this.territory = territory;
        this.tool = tool;
        this.limits = limits;
    }

    @Override
    public ProcessSpec confine(ProcessSpec spec, Needs needs) {
        GitPlace place = new Grounds(territory).check(spec.directory());
        Policy policy = Policy.of(territory, place, spec.program(), needs, limits);
        GitFence.ready(place);
        Path own = new Caches(territory, policy.home(), needs.caches()).own();
        Path home = made(own.resolve(HOME));
        Path temporary = made(own.resolve(TEMPORARY));
        needs.writable().forEach(path -> link(home, path));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tool.program().toString(),
                                "-p",
                                profile(policy, own),
                                "sh",
                                "-c",
                                "ulimit -c 0; ulimit -n %d 2>/dev/null; exec \"$@\""
                                        .formatted(Math.min(limits.openFiles(), 10_240)),
                                "fence"));
        command.addAll(spec.command());
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        return new ProcessSpec(command, spec.directory(), environment, spec.input(), spec.mark());
    }

    /** The last rule that fits counts, as the last mount does on Linux. */
    static String profile(Policy policy, Path own) {
        List<String> rules =
                new ArrayList<>(
                        List.of(
                                "(version 1)",
                                "(deny default)",
                                "(allow process-fork process-exec)",
                                "(allow signal (target same-sandbox))",
                                "(allow process-info* (target same-sandbox))",
                                "(allow sysctl-read)",
                                "(allow mach-lookup (global-name"
                                        + " \"com.apple.system.opendirectoryd.libinfo\")"
                                        + " (global-name \"com.apple.SystemConfiguration.configd\")"
                                        + " (global-name \"com.apple.trustd.agent\"))",
                                "(allow ipc-posix-sem)",
                                "(allow file-read-metadata)",
                                "(allow file-read* (literal \"/\"))"));
        SYSTEM.forEach(
                path -> rules.add("(allow file-read* (subpath %s))".formatted(quoted(path))));
        rules.add(
                "(allow file-write* (literal \"/dev/null\") (literal \"/dev/zero\") (literal"
                        + " \"/dev/dtracehelper\"))");
        for (Mount mount : policy.mounts()) {
            rules.add(rule(mount));
        }
        rules.removeIf(String::isEmpty);
        // They lie in the user's home, which is denied above.
        for (String directory : List.of(HOME, TEMPORARY)) {
            rules.add(
                    "(allow file-read* file-write* (subpath %s))"
                            .formatted(quoted(own.resolve(directory))));
        }
        rules.add(
                policy.network() == NetworkPolicy.OPEN
                        ? "(allow network-outbound (remote ip)) (allow network-inbound (local ip))"
                                + " (allow network-bind (local ip)) (allow system-socket)"
                        : "(deny network*)");
        return String.join("\n", rules) + "\n";
    }

    private static String rule(Mount mount) {
        String path = quoted(mount.at());
        return switch (mount) {
            case Mount.Read _ ->
                    "(allow file-read* (subpath %s)) (deny file-write* (subpath %s))"
                            .formatted(path, path);
            case Mount.Write _ -> "(allow file-read* file-write* (subpath %s))".formatted(path);
            case Mount.Empty _, Mount.Hidden _ ->
                    "(deny file-read* file-write* (subpath %s))".formatted(path);
            case Mount.Instead _, Mount.Link _ -> "";
        };
    }

    private static String quoted(Object path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    /**
     * A provider's own state is found where it looks for it: in the home directory. Through what an
     * earlier run may have put in the way there nothing is made.
     */
    private void link(Path home, Path state) {
        if (!state.startsWith(territory.userHome())) {
            return;
        }
        Path link = home.resolve(territory.userHome().relativize(state).toString());
        try {
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS) && direct(home, link)) {
                Files.createDirectories(link.resolveSibling(""));
                Files.createSymbolicLink(link, state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot show " + state, e);
        }
    }

    private static boolean direct(Path home, Path link) {
        Path at = home;
        for (Path name : home.relativize(link.resolveSibling(""))) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                return false;
            }
        }
        return true;
    }
}
