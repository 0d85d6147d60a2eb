package dev.maestro.client.work;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an agent is told, for people who want to read it. */
public final class PromptExample {

    private static final UUID SOME = new UUID(0, 0);

    private PromptExample() {}

    /** The prompt of an example of a task in its second round. */
    public static String of(Purpose purpose) {
        return Prompt.of(
                new Dispatch(
                        SOME,
                        1,
                        1,
                        purpose,
                        90,
                        SOME,
                        "github:example/shop",
                        SOME,
                        "Search in the shop",
                        Optional.of(
                                new TaskPacket(
                                        SOME,
                                        7,
                                        "Suggestions while typing",
                                        "Customers see up to five suggestions below the field.",
                                        List.of("a suggestion appears after three letters"),
                                        List.of(new SkillLevel("java", 3)),
                                        List.of("src/search/**"),
                                        2,
                                        Optional.of(45))),
                        "epic/search-in-the-shop-4f2a9c",
                        "0123456789abcdef0123456789abcdef01234567",
                        "refs/heads/epic/search-in-the-shop-4f2a9c",
                        Optional.of("task/search-in-the-shop/7-suggestions-while-typing"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        purpose == Purpose.DEVELOP
                                ? List.of("Suggestions.java:40 asks the index for every letter")
                                : List.of(),
                        List.of("No new dependencies"),
                        Optional.of(new CheckPacket("./check", 600))));
    }
}
