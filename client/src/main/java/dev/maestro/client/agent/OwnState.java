package dev.maestro.client.agent;

import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an agent's program keeps its login and its sessions. Behind a fence it sees of its user's
 * home only what is there already: what is missing is made first, or a run would lose what the next
 * one wants to go on with. What the user's own agents obey or run is kept from being written: an
 * agent that could, would act outside of the fence the next time its user starts one.
 *
 * @param directories that it writes
 * @param kept directories below them that it only reads
 * @param settings files below them that it only reads, and what is in one that is made
 */
public record OwnState(List<Path> directories, List<Path> kept, Map<Path, String> settings) {

    public OwnState {
        directories = List.copyOf(directories);
        kept = List.copyOf(kept);
        settings = Map.copyOf(settings);
    }

    /** Several of them as one. */
    static OwnState all(List<OwnState> states) {
        List<Path> directories = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        Map<Path, String> settings = new HashMap<>();
        for (OwnState state : states) {
            directories.addAll(state.directories);
            kept.addAll(state.kept);
            settings.putAll(state.settings);
        }
        return new OwnState(directories, kept, settings);
    }

    /**
     * Makes what is missing, where there is a fence; a run needs its prompt and scratch besides.
     */
    public Needs needs(ProviderCall call) {
        if (call.confinement().confines()) {
            directories.forEach(OwnState::make);
            kept.forEach(OwnState::make);
            settings.forEach(OwnState::write);
        }
        List<Path> writable = new ArrayList<>(directories);
        writable.add(call.scratch());
        List<Path> readable = new ArrayList<>();
        kept.forEach(path -> shown(path).ifPresent(readable::add));
        settings.keySet().forEach(path -> shown(path).ifPresent(readable::add));
        readable.add(call.prompt());
        return new Needs(writable, readable, NetworkPolicy.OPEN);
    }

    /** Of a link, where it leads: nothing can be mounted upon the link itself. */
    private static Optional<Path> shown(Path path) {
        try {
            return Optional.of(Files.isSymbolicLink(path) ? path.toRealPath() : path);
        } catch (IOException leadsNowhere) {
            return Optional.empty();
        }
    }

    private static void make(Path directory) {
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    private static void write(Path file, String text) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            // Another run was faster.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
