package dev.maestro.client.screen;

/** A key, whatever the terminal calls it. */
sealed interface Key {

    record Character(char character) implements Key {}

    /** With the control key held. */
    record Control(char character) implements Key {}

    enum Named implements Key {
        ENTER,
        ESCAPE,
        TAB,
        BACKSPACE,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END
    }
}
