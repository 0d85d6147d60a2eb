package wordsmith;

/** Counts the words of a text. */
public final class Count implements Tool {

    @Override
    public String apply(String text) {
        return String.valueOf(text.strip().split("\\s+").length);
    }
}
