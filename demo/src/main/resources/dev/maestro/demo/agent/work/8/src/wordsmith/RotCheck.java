package wordsmith;

public final class RotCheck implements Check {

    @Override
    public void run() {
        Check.equal("Uryyb", new Rot().apply("Hello"));
        Check.equal("", new Rot().apply(""));
    }
}
