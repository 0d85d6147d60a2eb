package wordsmith;

public final class TitleCheck implements Check {

    @Override
    public void run() {
        Check.equal("Hello World", new Title().apply("hello world"));
        Check.equal("", new Title().apply(""));
    }
}
