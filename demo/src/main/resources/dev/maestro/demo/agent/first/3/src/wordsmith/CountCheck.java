package wordsmith;

public final class CountCheck implements Check {

    @Override
    public void run() {
        Check.equal("2", new Count().apply("two words"));
    }
}
