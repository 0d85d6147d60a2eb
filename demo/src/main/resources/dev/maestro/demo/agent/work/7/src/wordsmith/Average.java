package wordsmith;

/** The average length of a text's words, rounded. */
public final class Average implements Tool {

    @Override
    public String apply(String text) {
        int words = Integer.parseInt(new Count().apply(text));
        long letters = text.chars().filter(Character::isLetterOrDigit).count();
        return words == 0 ? "0" : String.valueOf(Math.round((double) letters / words));
    }
}
