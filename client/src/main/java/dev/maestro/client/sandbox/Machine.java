package dev.maestro.client.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of the machine, to be read: the system's and the user's toolchains. */
final class Machine {

    private static final List<String> SYSTEM =
            List.of(
                    "/usr", "/etc", "/opt", "/nix", "/gnu", "/bin", "/sbin", "/lib", "/lib32",
                    "/lib64", "/libx32");

    /** Readable for root, who runs daemons in containers. */
    private static final List<String> SECRET_FILES =
            List.of(
                    "/etc/shadow",
                    "/etc/shadow-",
                    "/etc/gshadow",
                    "/etc/gshadow-",
                    "/etc/sudoers",
                    "/etc/krb5.keytab");

    private static final List<String> SECRET_DIRECTORIES =
            List.of("/etc/ssh", "/etc/ssl/private", "/etc/sudoers.d", "/etc/wireguard");

    private static final List<String> TOOLCHAINS =
            List.of(
                    ".sdkman",
                    ".nvm",
                    ".fnm",
                    ".local/share/fnm",
                    ".volta",
                    ".nodenv",
                    ".pyenv",
                    ".rbenv",
                    ".rvm",
                    ".asdf",
                    ".local/share/mise",
                    ".jdks",
                    ".jenv",
                    ".cargo",
                    ".rustup",
                    ".goenv",
                    "go/bin",
                    ".dotnet",
                    ".bun",
                    ".deno",
                    ".npm-global",
                    ".local/bin",
                    ".local/lib",
                    ".local/share/claude",
                    ".opencode/bin",
                    ".local/share/uv",
                    ".local/share/pipx");

    private static final List<String> SECRETS_IN_TOOLCHAINS =
            List.of(".cargo/credentials", ".cargo/credentials.toml");

    private static final Pattern PROGRAMS = Pattern.compile("s?bin");

    private final Territory territory;
    private final Path home;
    private final List<Path> hidden;

    Machine(Territory territory, Path home) {
        this.territory = territory;
        this.home = home;
        this.hidden = hidden(territory);
    }

    /** A home that is no directory of its own is replaced by one that exists inside only. */
    static Path home(Territory territory) {
        Path home = territory.userHome();
        boolean own =
                home.getNameCount() > 0
                        && SYSTEM.stream().map(Path::of).noneMatch(home::startsWith)
                        && !home.equals(Path.of("/tmp"));
        return own ? home : Path.of("/home/maestro");
    }

    List<Mount> programs() {
        List<Mount> mounts = new ArrayList<>();
        for (String name : SYSTEM) {
            Path path = Path.of(name);
            if (Files.isSymbolicLink(path)) {
                mounts.add(new Mount.Link(path, target(path)));
            } else if (Files.isDirectory(path)) {
                mounts.add(new Mount.Read(path));
            }
        }
        existing(SECRET_FILES.stream().map(Path::of))
                .filter(Files::isReadable)
                .forEach(path -> mounts.add(new Mount.Hidden(path)));
        existing(SECRET_DIRECTORIES.stream().map(Path::of))
                .filter(path -> holdsSecrets(path))
                .forEach(path -> mounts.add(new Mount.Empty(path)));
        hidden.forEach(path -> mounts.add(new Mount.Empty(path)));
        return mounts;
    }

    /** What is the user's and lies among the system's, such as the home of a service in /opt. */
    private static List<Path> hidden(Territory territory) {
        return Stream.concat(
                        Stream.of(territory.userHome(), territory.repository()),
                        territory.kept().stream())
                .filter(path -> among(path) && Files.isDirectory(path))
                .distinct()
                .sorted()
                .toList();
    }

    /** In a system directory, and none that has programs: some users' home is {@code /usr/bin}. */
    private static boolean among(Path path) {
        List<Path> system = SYSTEM.stream().map(Path::of).toList();
        return system.stream().anyMatch(path::startsWith)
                && system.stream().map(Territory::real).noneMatch(each -> each.startsWith(path))
                && !PROGRAMS.matcher(path.getFileName().toString()).matches();
    }

    /** Nobody but root reads what is in these, and often there is nothing in them. */
    private static boolean holdsSecrets(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return ToolFinder.isRoot() && files.findAny().isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Where {@code /etc/resolv.conf} leads, in {@code /run} mostly. */
    List<Mount> resolver() {
        Path file = Path.of("/etc/resolv.conf");
        return Files.isSymbolicLink(file) && Files.isReadable(file)
                ? List.of(new Mount.Read(Territory.real(file)))
                : List.of();
    }

    /**
     * @param program what is to be run, where it is known
     */
    List<Mount> toolchains(Optional<Path> program) {
        Set<Path> shown = new LinkedHashSet<>();
        Path user = territory.userHome();
        existing(TOOLCHAINS.stream().map(user::resolve)).forEach(path -> add(shown, path));
        String path = territory.environment().getOrDefault("PATH", "");
        for (String entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
            if (entry.startsWith("/")) {
                Path directory = Path.of(entry).normalize();
                add(shown, directory);
                add(shown, installation(directory));
            }
        }
        Optional.ofNullable(territory.environment().get("JAVA_HOME"))
                .filter(java -> java.startsWith("/"))
                .ifPresent(java -> add(shown, Path.of(java).normalize()));
        Set<Path> files = program.map(new Installed(path)::files).orElse(Set.of());
        for (Path file : files) {
            Path place = Installed.place(file);
            add(shown, place);
            add(shown, installation(place));
        }
        List<Mount> mounts = new ArrayList<>();
        shown.forEach(each -> mounts.add(new Mount.Read(each)));
        files.stream()
                .filter(file -> !covered(shown, file) && !Further.secret(user, file))
                .forEach(file -> mounts.add(new Mount.Read(file)));
        existing(SECRETS_IN_TOOLCHAINS.stream().map(user::resolve))
                .flatMap(secret -> Stream.of(secret, Territory.real(secret)))
                .distinct()
                .filter(secret -> shown.stream().anyMatch(secret::startsWith))
                .forEach(secret -> mounts.add(new Mount.Hidden(secret)));
        return mounts;
    }

    /** The directory of a program that is installed whole, where it looks like one. */
    private static Path installation(Path directory) {
        Path parent = directory.getParent();
        boolean whole =
                parent != null
                        && PROGRAMS.matcher(directory.getFileName().toString()).matches()
                        && (Files.isDirectory(parent.resolve("lib"))
                                || Files.isDirectory(parent.resolve("libexec")))
                        && !Files.exists(parent.resolve(".git"));
        return parent != null && whole ? parent : directory;
    }

    /** Both as it is named and where it really is, unless it is shown or must not be. */
    private void add(Set<Path> shown, Path path) {
        for (Path each : List.of(path, Territory.real(path))) {
            if (!covered(shown, each) && Files.isDirectory(each) && harmless(each)) {
                shown.add(each);
            }
        }
    }

    private boolean covered(Set<Path> shown, Path path) {
        return SYSTEM.stream().map(Path::of).anyMatch(path::startsWith)
                        && hidden.stream().noneMatch(path::startsWith)
                || shown.stream().anyMatch(path::startsWith);
    }

    private boolean harmless(Path path) {
        Path user = territory.userHome();
        return path.getNameCount() > 0
                && !home.startsWith(path)
                && !user.startsWith(path)
                && !path.equals(Path.of("/home"))
                && !path.equals(Path.of("/tmp"))
                && !path.equals(Path.of("/var"))
                && !path.startsWith(user.resolve(".config"))
                && !path.equals(user.resolve(".local"))
                && !Further.secret(user, path)
                && territory.kept().stream().noneMatch(kept -> related(path, kept))
                && !related(path, territory.repository());
    }

    private static boolean related(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static Stream<Path> existing(Stream<Path> paths) {
        return paths.filter(Files::exists);
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the link " + link, e);
        }
    }
}
