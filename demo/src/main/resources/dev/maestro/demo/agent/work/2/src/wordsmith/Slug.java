package wordsmith;

import java.util.Locale;

/** Makes a text fit for an address: lower case, hyphens between words. */
public final class Slug implements Tool {

    @Override
    public String apply(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
