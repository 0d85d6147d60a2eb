package wordsmith;

/** Turns a text round. */
public final class Reverse implements Tool {

    @Override
    public String apply(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
