package dev.maestro.git;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address git may open, taken apart: https, http, ssh, git and file addresses, {@code
 * user@host:path}, and absolute paths. Everything else is refused, above all {@code ext::…}, which
 * is a command, and anything that ssh or git would read as an option. The host is empty for a
 * directory of this machine; the port is -1 when it says nothing.
 */
record RemoteUrl(String text, String host, int port, String path) {

    private static final Pattern WITH_SCHEME =
            Pattern.compile(
                    "([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/]*)@)?([^/@:]*|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{0,5}))?(/.*)");
    private static final Pattern LIKE_SCP =
            Pattern.compile("(?:([^/:@]+)@)?([^/:@]+|\\[[0-9A-Fa-f:.]+\\]):(?!:)(.+)");
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");

    /** Refuses with {@link IllegalRemote}; the sentence never shows a password. */
    static RemoteUrl parse(String text) {
        if (text.isBlank()
                || text.startsWith("-")
                || text.chars().anyMatch(c -> c <= 0x20 && c != ' ' || c == 0x7f)) {
            throw refused(text);
        }
        if (text.startsWith("/")) {
            return local(text, text);
        }
        Matcher withScheme = WITH_SCHEME.matcher(text);
        if (withScheme.matches()) {
            return withScheme(text, withScheme);
        }
        Matcher likeScp = LIKE_SCP.matcher(text);
        if (!likeScp.matches() || text.contains("::") || text.contains("://")) {
            throw refused(text);
        }
        refuseOptions(text, likeScp.group(1), likeScp.group(2), likeScp.group(3));
        return new RemoteUrl(text, likeScp.group(2).toLowerCase(Locale.ROOT), -1, likeScp.group(3));
    }

    boolean isLocal() {
        return host.isEmpty();
    }

    private static RemoteUrl withScheme(String text, Matcher parts) {
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String host = parts.group(3).toLowerCase(Locale.ROOT);
        String path = parts.group(5);
        if (!SCHEMES.contains(scheme)) {
            throw refused(text);
        }
        if (scheme.equals("file")) {
            if (!host.isEmpty() && !host.equals("localhost")) {
                throw refused(text);
            }
            return local(text, path);
        }
        if (host.isEmpty()) {
            throw refused(text);
        }
        refuseOptions(text, parts.group(2), host, path.substring(1));
        return new RemoteUrl(
                text, host, webPort(scheme, Optional.ofNullable(parts.group(4)).orElse("")), path);
    }

    /** Ports of ssh and the usual ones say nothing about which server it is. */
    private static int webPort(String scheme, String port) {
        boolean usual =
                port.isEmpty()
                        || scheme.equals("ssh")
                        || scheme.equals("git")
                        || port.equals(scheme.equals("https") ? "443" : "80");
        return usual ? -1 : Integer.parseInt(port);
    }

    private static RemoteUrl local(String text, String path) {
        return new RemoteUrl(text, "", -1, Path.of(path).normalize().toString());
    }

    private static void refuseOptions(String text, String... parts) {
        for (String part : parts) {
            if (part != null && part.startsWith("-")) {
                throw refused(text);
            }
        }
    }

    private static IllegalRemote refused(String text) {
        return new IllegalRemote(
                "\"%s\" is not an address of a git repository that we open: use https, ssh, user@host:path, file or an absolute path"
                        .formatted(GitProcess.masked(Refs.shown(text))));
    }
}
