package wordsmith;

public final class HeadingCheck implements Check {

    @Override
    public void run() {
        Check.equal("Hello World {#hello-world}", new Heading().apply("hello world"));
    }
}
