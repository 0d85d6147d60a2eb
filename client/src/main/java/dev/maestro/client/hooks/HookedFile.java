package dev.maestro.client.hooks;

import dev.maestro.client.hooks.HookState.Standing;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * One file of another program that we write into.
 *
 * @param agent for whose program
 * @param top where links are looked for from; what is above is the user's own business
 * @param records where it is kept what was there before
 */
record HookedFile(HookedAgent agent, Path top, Path file, Path records) {

    /**
     * Twice is once. What is recorded is on disk before the file is written.
     *
     * @throws Refused {@code conflict} when the file cannot be written without harm
     */
    void install(Addition addition) {
        requireNoLinks();
        Optional<HookRecord> earlier = HookRecord.of(records, agent, file);
        if (earlier.isPresent()) {
            boolean there =
                    earlier.get().added().equals(HookRecord.Kept.of(addition))
                            && standing() != Standing.GONE;
            if (there) {
                return;
            }
            remove();
        }
        Optional<String> before = text();
        String after;
        try {
            after = addition.addedTo(before.orElse(""));
        } catch (Refused refused) {
            throw new Refused(
                    refused.code(), "%s was not touched: %s".formatted(file, refused.getMessage()));
        }
        new HookRecord(agent, file.toString(), before, after, HookRecord.Kept.of(addition))
                .keep(records);
        write(after);
    }

    /** False when there was nothing of ours. */
    boolean remove() {
        Optional<HookRecord> kept = HookRecord.of(records, agent, file);
        if (kept.isEmpty()) {
            return false;
        }
        requireNoLinks();
        Addition ours = kept.get().added().addition();
        Optional<String> now = text();
        if (now.filter(kept.get().after()::equals).isPresent()) {
            kept.get().before().ifPresentOrElse(this::write, this::delete);
        } else if (now.isPresent() && ours.isIn(now.get())) {
            write(ours.takenFrom(now.get()));
        }
        kept.get().forget(records);
        return true;
    }

    Standing standing() {
        Optional<HookRecord> kept = HookRecord.of(records, agent, file);
        if (kept.isEmpty()) {
            return Standing.ABSENT;
        }
        Optional<String> now = text();
        if (now.filter(kept.get().after()::equals).isPresent()) {
            return Standing.INSTALLED;
        }
        return now.filter(kept.get().added().addition()::isIn).isPresent()
                ? Standing.INSTALLED_AND_CHANGED
                : Standing.GONE;
    }

    private void requireNoLinks() {
        for (Path each = file; each != null && !each.equals(top); each = each.getParent()) {
            if (Files.isSymbolicLink(each)) {
                throw new Refused(
                        RefusalCode.CONFLICT,
                        "%s is a symbolic link: Maestro does not write through it".formatted(each));
            }
        }
    }

    private Optional<String> text() {
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Whole or not at all; an existing file keeps its permissions. */
    private void write(String text) {
        try {
            Path directory = Files.createDirectories(file.resolveSibling(""));
            Path unfinished = Files.createTempFile(directory, ".maestro-", ".tmp");
            Files.writeString(unfinished, text);
            PosixFileAttributeView old =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (Files.exists(file) && old != null) {
                Files.setPosixFilePermissions(unfinished, old.readAttributes().permissions());
            }
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** With its directory, when nothing else is in it. */
    private void delete() {
        try {
            Files.deleteIfExists(file);
            Path directory = file.getParent();
            if (directory != null && !directory.equals(top)) {
                try (var rest = Files.list(directory)) {
                    if (rest.findAny().isEmpty()) {
                        Files.delete(directory);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
