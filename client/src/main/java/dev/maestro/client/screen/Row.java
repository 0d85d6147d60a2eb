package dev.maestro.client.screen;

import java.util.ArrayList;
import java.util.List;

/** One line of the picture: what begins at the left, and what ends at the right. */
record Row(List<Part> left, List<Part> right) {

    static final Row EMPTY = new Row(List.of(), List.of());

    Row {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    static Row of(String text) {
        return EMPTY.and(text);
    }

    static Row of(String text, Tone tone) {
        return EMPTY.and(text, tone);
    }

    Row and(String text) {
        return and(text, Tone.PLAIN);
    }

    Row and(String text, Tone tone) {
        return new Row(with(left, new Part(text, tone)), right);
    }

    Row end(String text, Tone tone) {
        return new Row(left, with(right, new Part(text, tone)));
    }

    private static List<Part> with(List<Part> parts, Part one) {
        List<Part> more = new ArrayList<>(parts);
        more.add(one);
        return more;
    }
}
