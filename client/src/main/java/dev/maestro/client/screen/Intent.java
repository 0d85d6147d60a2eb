package dev.maestro.client.screen;

import java.util.Optional;
import java.util.UUID;

/** What a person wants done that the screen itself cannot do. */
sealed interface Intent {

    record Leave() implements Intent {}

    record Steer(Target target, String text) implements Intent {}

    record ClearSteering() implements Intent {}

    record Answer(UUID question, boolean yes, Optional<String> words) implements Intent {}

    record Cancel(UUID run) implements Intent {}

    record Drain(String session) implements Intent {}

    record Disconnect(String session) implements Intent {}
}
