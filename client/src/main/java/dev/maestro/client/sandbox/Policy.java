package dev.maestro.client.sandbox;

import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one confined program may do; what is not named in it does not exist for the program.
 *
 * @param home what it takes for its home directory, empty apart from what is named
 */
record Policy(Path directory, Path home, List<Mount> mounts, NetworkPolicy network, Limits limits) {

    Policy {
        mounts = List.copyOf(mounts);
    }

    /**
     * @param program what is to be run, where it is known
     */
    static Policy of(
            Territory territory,
            GitPlace place,
            Optional<Path> program,
            Needs needs,
            Limits limits) {
        Path home = Machine.home(territory);
        Machine machine = new Machine(territory, home);
        List<Mount> mounts = new ArrayList<>(machine.programs());
        mounts.add(new Mount.Empty(Path.of("/tmp")));
        mounts.add(new Mount.Link(Path.of("/var/tmp"), Path.of("/tmp")));
        mounts.add(new Mount.Empty(home));
        List<Mount> toolchains = machine.toolchains(program);
        mounts.addAll(toolchains);
        mounts.addAll(machine.resolver());
        List<Mount> caches = new Caches(territory, home, needs.caches()).mounts(toolchains);
        mounts.addAll(caches);
        mounts.addAll(GitFence.around(place));
        mounts.addAll(new Further(territory).mounts());
        mounts.addAll(needed(needs, caches));
        return new Policy(place.directory(), home, mounts, needs.network(), limits);
    }

    /**
     * What lies deeper lies upon what it is in, whichever of them may be written. The run has
     * caches of its own in the places of the user's, and there is no mounting through a link.
     */
    private static List<Mount> needed(Needs needs, List<Mount> caches) {
        Stream<Mount> writable = needs.writable().stream().map(Mount.Write::new);
        Stream<Mount> readable =
                needs.readable().stream()
                        .filter(path -> caches.stream().noneMatch(each -> leads(each, path)))
                        .map(Mount.Read::new);
        return Stream.concat(writable, readable)
                .sorted(Comparator.comparingInt(mount -> mount.at().getNameCount()))
                .toList();
    }

    private static boolean leads(Mount mount, Path path) {
        return mount instanceof Mount.Link(Path at, Path _) && path.startsWith(at);
    }
}
