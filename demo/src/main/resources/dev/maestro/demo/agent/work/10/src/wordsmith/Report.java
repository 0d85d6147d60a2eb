package wordsmith;

/** What can be told of a text in one line. */
public final class Report implements Tool {

    @Override
    public String apply(String text) {
        return "words %s, average %s, palindrome %s"
                .formatted(
                        new Count().apply(text),
                        new Average().apply(text),
                        new Palindrome().apply(text));
    }
}
