package dev.maestro.client.platform;

import java.util.regex.Pattern;

/**
 * Makes what agents, repositories and Studios say fit to be shown in a terminal: nothing in it is
 * obeyed, nothing reorders what stands beside it, and every terminal agrees how wide it is.
 */
public final class PlainText {

    /** Colours, cursor moves, titles, clipboards: whole sequences, so that no rubble stays. */
    private static final Pattern SEQUENCE =
            Pattern.compile(
                    "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]"
                            + "|\u001B[\\]PX^_][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\\\|\u009C)"
                            + "|\u001B[ -/]*[0-~]");

    private static final int TAB = 4;
    private static final int MOST_MARKS = 2;
    private static final int FIRST_FLAG = 0x1F1E6;
    private static final int LAST_FLAG = 0x1F1FF;

    private PlainText() {}

    /** One line: what would end it becomes a visible mark, so that nothing can hide behind it. */
    public static String line(String text) {
        String bare = SEQUENCE.matcher(text).replaceAll("");
        StringBuilder plain = new StringBuilder(bare.length());
        int marks = MOST_MARKS;
        for (int i = 0; i < bare.length(); ) {
            int character = bare.codePointAt(i);
            i += Character.charCount(character);
            boolean mark = isMark(character);
            if (mark && marks >= MOST_MARKS) {
                continue;
            }
            marks = mark ? marks + 1 : 0;
            append(plain, character);
        }
        return plain.toString();
    }

    /** What a terminal would show at the end of a line that was written over itself. */
    public static String overwritten(String line) {
        String text = line.stripTrailing();
        return line(text.substring(text.lastIndexOf('\r') + 1));
    }

    private static void append(StringBuilder plain, int character) {
        if (character == '\t') {
            plain.append(" ".repeat(TAB - plain.length() % TAB));
        } else if (character == '\n' || character == '\r') {
            plain.append('\u23CE');
        } else if (character >= FIRST_FLAG && character <= LAST_FLAG) {
            // No two terminals agree how wide a flag is: its letters.
            plain.append((char) ('A' + character - FIRST_FLAG));
        } else if (isSilent(character)) {
            return;
        } else if (isUnknown(character)) {
            plain.append('\uFFFD');
        } else {
            plain.appendCodePoint(character);
        }
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Control characters, what changes the direction, joiners, and shapes and tones of emoji. */
    private static boolean isSilent(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default ->
                    (character >= 0xFE00 && character <= 0xFE0F)
                            || (character >= 0xE0100 && character <= 0xE01EF)
                            || (character >= 0x1F3FB && character <= 0x1F3FF);
        };
    }

    private static boolean isUnknown(int character) {
        return switch (Character.getType(character)) {
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
