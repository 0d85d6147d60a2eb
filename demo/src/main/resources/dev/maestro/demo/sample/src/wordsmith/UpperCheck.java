package wordsmith;

public final class UpperCheck implements Check {

    @Override
    public void run() {
        Check.equal("HELLO", new Upper().apply("hello"));
        Check.equal("", new Upper().apply(""));
    }
}
