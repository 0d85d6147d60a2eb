package dev.maestro.client.hooks;

import dev.maestro.protocol.Refused;

/** What is ours in one file. Texts in, texts out. */
sealed interface Addition permits JsonEntries, TomlTable, TextBlock {

    /**
     * @param before empty for a file that is not there
     * @throws Refused {@code conflict} when the file is of a form that would not survive it, or has
     *     another's entry in the place of ours
     */
    String addedTo(String before);

    /** Whether it is in the text, as it was added. */
    boolean isIn(String text);

    /** The text without it; what others wrote stays. */
    String takenFrom(String text);
}
