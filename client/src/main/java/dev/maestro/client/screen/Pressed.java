package dev.maestro.client.screen;

import java.util.Optional;

/** What a key led to: a state, and perhaps something to be done outside. */
record Pressed(ScreenState state, Optional<Intent> intent) {

    static Pressed only(ScreenState state) {
        return new Pressed(state, Optional.empty());
    }

    static Pressed wanting(ScreenState state, Intent intent) {
        return new Pressed(state, Optional.of(intent));
    }
}
