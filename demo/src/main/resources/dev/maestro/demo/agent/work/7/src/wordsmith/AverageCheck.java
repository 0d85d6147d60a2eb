package wordsmith;

public final class AverageCheck implements Check {

    @Override
    public void run() {
        Check.equal("5", new Average().apply("hello world"));
        Check.equal("0", new Average().apply(""));
    }
}
