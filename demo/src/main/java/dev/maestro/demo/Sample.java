package dev.maestro.demo;

import java.nio.file.Path;
import java.util.List;

/** What the demo carries with it: a repository, a plan for it, and an agent that is a script. */
public final class Sample {

    /** The check command of {@link Repository#sample}. */
    public static final String CHECK = "sh check.sh";

    private Sample() {}

    /** The outline of twelve tasks in three phases. */
    public static String plan() {
        return Resources.text("plan.md");
    }

    /** Unpacks the scripted agent, which reads what lies beside it. */
    public static Stage.Agent agent(Path directory) {
        Path to = directory.resolve("agent");
        Resources.unpack("agent", to);
        return new Stage.Agent("sh '%s'".formatted(to.resolve("agent.sh")), List.of(to), List.of());
    }
}
