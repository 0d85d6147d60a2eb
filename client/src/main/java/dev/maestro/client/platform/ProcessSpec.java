package dev.maestro.client.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run as a process tree.
 *
 * @param environment all of it: nothing is inherited
 * @param input the file that is its standard input
 * @param mark tells this tree's processes from all others on the machine; letters, digits and
 *     hyphens
 */
public record ProcessSpec(
        List<String> command,
        Path directory,
        Map<String, String> environment,
        Path input,
        String mark) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty() || !mark.matches("[A-Za-z0-9-]{1,100}")) {
            throw new IllegalArgumentException("a process tree needs a command and a plain mark");
        }
    }

    /** Where the program is, when the command says so; else it is looked for. */
    public Optional<Path> program() {
        return Optional.of(command.getFirst()).filter(name -> name.startsWith("/")).map(Path::of);
    }
}
