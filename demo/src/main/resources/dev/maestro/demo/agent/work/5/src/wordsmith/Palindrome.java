package wordsmith;

import java.util.Locale;

/** Says whether a text reads the same backwards. */
public final class Palindrome implements Tool {

    @Override
    public String apply(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return String.valueOf(letters.equals(new Reverse().apply(letters)));
    }
}
