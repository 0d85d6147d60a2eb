package wordsmith;

/** One thing that can be done to a text. */
public interface Tool {

    String apply(String text);
}
