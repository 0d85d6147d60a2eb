package dev.maestro.client.sandbox;

import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one confined program may do; what is not named in it does not exist for the program.
 *
 * @param home what it takes for its home directory, empty apart from what is named
 */
record Policy(Path directory, Path home, List<Mount> mounts, NetworkPolicy network, Limits limits) {

    Policy {
        mounts = List.copyOf(mounts);
    }

    static Policy of(Territory territory, GitPlace place, Needs needs, Limits limits) {
        Path home = Machine.home(territory);
        Machine machine = new Machine(territory, home);
        List<Mount> mounts = new ArrayList<>(machine.programs());
        mounts.add(new Mount.Empty(Path.of("/tmp")));
        mounts.add(new Mount.Link(Path.of("/var/tmp"), Path.of("/tmp")));
        mounts.add(new Mount.Empty(home));
        List<Mount> toolchains = machine.toolchains();
        mounts.addAll(toolchains);
        mounts.addAll(machine.resolver());
        List<Mount> caches = new Caches(territory, home).mounts(toolchains);
        mounts.addAll(caches);
        mounts.addAll(GitFence.around(place));
        for (Path path : needs.readable()) {
            // The run has caches of its own in their places, and there is no mounting through a
            // link.
            if (caches.stream().noneMatch(each -> leads(each, path))) {
                mounts.add(new Mount.Read(path));
            }
        }
        new Further(territory).mounts().forEach(mounts::add);
        for (Path path : needs.writable()) {
            mounts.add(new Mount.Write(path));
        }
        return new Policy(place.directory(), home, mounts, needs.network(), limits);
    }

    private static boolean leads(Mount mount, Path path) {
        return mount instanceof Mount.Link(Path at, Path _) && path.startsWith(at);
    }
}
