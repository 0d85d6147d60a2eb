package wordsmith;

public final class AcronymCheck implements Check {

    @Override
    public void run() {
        Check.equal("HW", new Acronym().apply("hello world"));
        Check.equal("", new Acronym().apply(""));
    }
}
