package wordsmith;

public final class SlugCheck implements Check {

    @Override
    public void run() {
        Check.equal("hello-world", new Slug().apply("Hello, World!"));
        Check.equal("", new Slug().apply(""));
    }
}
