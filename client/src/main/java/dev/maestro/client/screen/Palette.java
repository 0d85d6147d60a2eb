package dev.maestro.client.screen;

import dev.tamboui.style.Style;
import java.util.Map;

/** How tones look: with colours, or with none but weight and inversion. */
enum Palette {
    COLOURS,
    MONOCHROME;

    /** See https://no-color.org: present and not empty means none. */
    static Palette of(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOURS : MONOCHROME;
    }

    Style style(Tone tone) {
        return switch (tone) {
            case PLAIN -> Style.EMPTY;
            case DIM -> Style.EMPTY.dim();
            case STRONG -> Style.EMPTY.bold();
            case BAR, SELECTED -> Style.EMPTY.reversed();
            case GOOD -> this == COLOURS ? Style.EMPTY.green() : Style.EMPTY;
            case WARN -> this == COLOURS ? Style.EMPTY.yellow() : Style.EMPTY.bold();
            case BAD -> this == COLOURS ? Style.EMPTY.red().bold() : Style.EMPTY.bold();
            case ACCENT -> this == COLOURS ? Style.EMPTY.cyan() : Style.EMPTY;
        };
    }
}
