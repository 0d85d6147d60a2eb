package wordsmith;

import java.util.Locale;

/** Puts a text into upper case. */
public final class Upper implements Tool {

    @Override
    public String apply(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
