package dev.maestro.client.sandbox;

import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy for people.
 *
 * @param tool what confines, with its version; empty when there is none
 * @param problem why there is none, and what to do
 * @param readable seen and not changed
 * @param writable seen and changed
 * @param own the project's own, in another's place
 * @param empty there, with nothing in it
 */
public record SandboxView(
        Optional<String> tool,
        Optional<String> problem,
        List<Path> readable,
        List<Path> writable,
        List<Path> own,
        List<Path> empty,
        NetworkPolicy network,
        Limits limits) {

    public SandboxView {
        readable = List.copyOf(readable);
        writable = List.copyOf(writable);
        own = List.copyOf(own);
        empty = List.copyOf(empty);
    }

    static SandboxView of(Tool tool, Policy policy) {
        List<Path> readable = new ArrayList<>();
        List<Path> writable = new ArrayList<>();
        List<Path> own = new ArrayList<>();
        List<Path> empty = new ArrayList<>();
        for (Mount mount : policy.mounts()) {
            switch (mount) {
                case Mount.Read(Path at) -> readable.add(at);
                case Mount.Link(Path at, Path _) ->
                        (at.startsWith(policy.home()) ? own : readable).add(at);
                case Mount.Write(Path at) -> writable.add(at);
                case Mount.Instead(Path at, Path _, boolean _) -> own.add(at);
                case Mount.Empty(Path at) -> empty.add(at);
                case Mount.Hidden(Path at) -> empty.add(at);
            }
        }
        return new SandboxView(
                switch (tool) {
                    case Tool.Bwrap bwrap ->
                            Optional.of(
                                    "bubblewrap %s (%s)"
                                            .formatted(
                                                    bwrap.version(),
                                                    switch (bwrap.form()) {
                                                        case STRICT -> "strict";
                                                        case PLAIN ->
                                                                "without a ban on further user"
                                                                        + " namespaces";
                                                        case ROOT -> "as root";
                                                    }));
                    case Tool.SandboxExec _ -> Optional.of("sandbox-exec (not yet tried on a Mac)");
                    case Tool.Missing _ -> Optional.empty();
                },
                tool instanceof Tool.Missing(String sentence)
                        ? Optional.of(sentence)
                        : Optional.empty(),
                readable,
                writable,
                own,
                empty,
                policy.network(),
                policy.limits());
    }
}
