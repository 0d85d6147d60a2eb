package dev.maestro.client.screen;

import dev.maestro.client.platform.PlainText;

/** A piece of a row. Whatever text comes in, only what is harmless to a terminal is in it. */
record Part(String text, Tone tone) {

    Part {
        text = PlainText.line(text);
    }
}
