package dev.maestro.client.agent;

import java.util.List;
import java.util.stream.Collectors;

/** What an agent is told when a person steers it. */
public final class Directives {

    private Directives() {}

    public static String prompt(List<String> directives) {
        return "A person who watches this work says:\n\n"
                + directives.stream().map(one -> "- " + one).collect(Collectors.joining("\n"))
                + "\n\nTake it into account and finish the task.";
    }
}
