package dev.maestro.client.screen;

/** What a piece of text is, so that a palette can say how it looks. */
enum Tone {
    PLAIN,
    DIM,
    STRONG,
    GOOD,
    WARN,
    BAD,
    ACCENT,
    BAR,
    SELECTED
}
