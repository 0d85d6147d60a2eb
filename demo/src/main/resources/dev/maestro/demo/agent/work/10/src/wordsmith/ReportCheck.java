package wordsmith;

public final class ReportCheck implements Check {

    @Override
    public void run() {
        Check.equal("words 2, average 5, palindrome false", new Report().apply("hello world"));
    }
}
