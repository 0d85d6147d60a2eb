package wordsmith;

public final class PalindromeCheck implements Check {

    @Override
    public void run() {
        Check.equal("true", new Palindrome().apply("Never odd or even"));
        Check.equal("false", new Palindrome().apply("odd"));
    }
}
