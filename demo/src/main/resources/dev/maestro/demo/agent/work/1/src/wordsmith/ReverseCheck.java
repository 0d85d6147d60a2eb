package wordsmith;

public final class ReverseCheck implements Check {

    @Override
    public void run() {
        Check.equal("olleh", new Reverse().apply("hello"));
        Check.equal("", new Reverse().apply(""));
    }
}
