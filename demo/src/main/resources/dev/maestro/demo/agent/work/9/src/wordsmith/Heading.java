package wordsmith;

/** Makes a heading with its anchor. */
public final class Heading implements Tool {

    @Override
    public String apply(String text) {
        return new Title().apply(text) + " {#" + new Slug().apply(text) + "}";
    }
}
