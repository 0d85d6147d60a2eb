package dev.maestro.client.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The caches of build tools: a project's own, kept from run to run. The user's are neither shown
 * nor shared, since what an agent leaves in them would be run by the user's next build; and what
 * agents leave in theirs is not seen by checks.
 *
 * <p>Whoever writes in them is not trusted: they could put a symbolic link in the place of any
 * directory that they may rename. So what is mounted lies where no program may write, and nothing
 * is made below a directory that one may.
 */
final class Caches {

    /** Only what tools fetch and build; a tool's settings and plugins begin anew with each run. */
    private static final List<String> PLACES =
            List.of(
                    ".cache",
                    ".m2/repository",
                    ".m2/wrapper",
                    ".gradle/caches",
                    ".gradle/wrapper",
                    ".gradle/jdks",
                    ".npm/_cacache",
                    ".yarn/berry/cache",
                    ".local/share/pnpm/store",
                    ".bun/install/cache",
                    ".ivy2/cache",
                    ".sbt/boot",
                    ".nuget/packages",
                    ".cargo/registry",
                    ".cargo/git",
                    "go/pkg/mod",
                    ".gem/ruby",
                    ".bundle/cache",
                    ".composer/cache",
                    ".pub-cache/hosted",
                    ".hex/packages",
                    ".stack/pantry",
                    ".stack/snapshots",
                    ".cabal/packages",
                    ".cabal/store");

    private final Path project;
    private final Path own;
    private final Path home;

    /**
     * @param home the home directory as the programs see it
     */
    Caches(Territory territory, Path home, Whose whose) {
        this.project = territory.maestro().caches(territory.project());
        this.own =
                project.resolve(
                        switch (whose) {
                            case AGENT -> "agents";
                            case CHECK -> "checks";
                        });
        this.home = home;
    }

    /** The directory that they are in. */
    Path own() {
        return own;
    }

    /**
     * One directory with all of them, and links to it: each mount takes its time at every start.
     *
     * @param toolchains what of the home directory is shown already: there is no place for a link.
     *     Where a toolchain lies in a cache the rest of that cache is in memory.
     */
    List<Mount> mounts(List<Mount> toolchains) {
        List<Mount> mounts = new ArrayList<>();
        Path kept = home.resolve(".kept");
        mounts.add(new Mount.Instead(kept, own.resolve("kept"), true));
        for (String place : PLACES) {
            Path at = home.resolve(place);
            boolean shown = toolchains.stream().anyMatch(each -> at.startsWith(each.at()));
            if (shown && Files.isDirectory(at)) {
                mounts.add(new Mount.Instead(at, own.resolve("apart").resolve(name(place)), true));
            } else if (!shown && toolchains.stream().noneMatch(each -> each.at().startsWith(at))) {
                mounts.add(new Mount.Link(at, kept.resolve(name(place))));
            }
        }
        Path settings = project.resolve("gitconfig");
        if (Files.isRegularFile(settings)) {
            mounts.add(new Mount.Instead(home.resolve(".gitconfig"), settings, false));
        }
        return mounts;
    }

    /**
     * Makes those that are not there yet.
     *
     * @throws SandboxRefused when a mount would lead elsewhere
     */
    void ready() {
        try {
            for (String directory : List.of("kept", "apart")) {
                Files.createDirectories(own.resolve(directory));
                for (String place : PLACES) {
                    make(own.resolve(directory).resolve(name(place)));
                }
            }
            Path real = project.toRealPath().resolve(own.getFileName());
            refuseLink(own.resolve("kept"), real.resolve("kept"));
            for (String place : PLACES) {
                refuseLink(
                        own.resolve("apart").resolve(name(place)),
                        real.resolve("apart").resolve(name(place)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the caches in " + own, e);
        }
    }

    /** One level only: nothing on the way to it can be an agent's. */
    private static void make(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException another) {
                // Another run of the project was faster.
                return;
            }
        }
    }

    private static void refuseLink(Path source, Path expected) throws IOException {
        if (!Files.isDirectory(source) || !source.toRealPath().equals(expected)) {
            throw new SandboxRefused(
                    "%s is no directory, or a symbolic link leads elsewhere: remove it"
                            .formatted(source));
        }
    }

    private static String name(String place) {
        return place.replace('/', '-');
    }
}
