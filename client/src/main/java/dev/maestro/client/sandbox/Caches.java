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
     * @param toolchains what of the home directory is shown already, where a place can only be
     *     covered that is there
     */
    List<Mount> mounts(List<Mount> toolchains) {
        List<Mount> mounts = new ArrayList<>();
        for (String place : PLACES) {
            Path at = home.resolve(place);
            boolean inToolchain = toolchains.stream().anyMatch(each -> at.startsWith(each.at()));
            if (!inToolchain || Files.isDirectory(at)) {
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
    static void ready(List<Mount> mounts) {
        for (Mount mount : mounts) {
            if (mount instanceof Mount.Instead(Path _, Path source, boolean writable) && writable) {
                try {
                    Files.createDirectories(source);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot make " + source, e);
                }
            }
        }
    }
}
