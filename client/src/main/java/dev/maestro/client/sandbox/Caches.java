package dev.maestro.client.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The caches of build tools: a project's own, kept from run to run. The user's are neither shown
 * nor shared, since what an agent leaves in them would be run by the user's next build.
 */
final class Caches {

    private static final List<String> PLACES =
            List.of(
                    ".cache",
                    ".m2",
                    ".gradle",
                    ".npm",
                    ".yarn",
                    ".local/share/pnpm",
                    ".bun/install/cache",
                    ".ivy2",
                    ".sbt",
                    ".nuget",
                    ".cargo/registry",
                    ".cargo/git",
                    "go/pkg",
                    ".gem",
                    ".bundle",
                    ".composer",
                    ".pub-cache",
                    ".hex",
                    ".stack",
                    ".cabal");

    private final Path own;
    private final Path home;

    Caches(Territory territory, Path home) {
        this.own = territory.maestro().caches(territory.project());
        this.home = home;
    }

    /**
     * One directory with all of them, and links to it: each mount takes its time at every start.
     *
     * @param toolchains what of the home directory is shown already: there is no place for a link
     */
    List<Mount> mounts(List<Mount> toolchains) {
        List<Mount> mounts = new ArrayList<>();
        Path kept = home.resolve(".kept");
        mounts.add(new Mount.Instead(kept, own.resolve("home"), true));
        for (String place : PLACES) {
            Path at = home.resolve(place);
            if (toolchains.stream().noneMatch(each -> at.startsWith(each.at()))) {
                mounts.add(new Mount.Link(at, kept.resolve(place)));
            } else if (Files.isDirectory(at)) {
                mounts.add(new Mount.Instead(at, own.resolve("home").resolve(place), true));
            }
        }
        Path settings = own.resolve("gitconfig");
        if (Files.isRegularFile(settings)) {
            mounts.add(new Mount.Instead(home.resolve(".gitconfig"), settings, false));
        }
        return mounts;
    }

    /** Makes those that are not there yet. */
    void ready() {
        for (String place : PLACES) {
            Path directory = own.resolve("home").resolve(place);
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make " + directory, e);
            }
        }
    }
}
