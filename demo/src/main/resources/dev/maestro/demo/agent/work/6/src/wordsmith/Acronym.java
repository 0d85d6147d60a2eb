package wordsmith;

/** Takes the first letter of every word. */
public final class Acronym implements Tool {

    @Override
    public String apply(String text) {
        return new Title().apply(text).replaceAll("(\\p{L})\\p{L}*\\s*", "$1");
    }
}
