package wordsmith;

import java.util.List;

public final class PipeCheck implements Check {

    @Override
    public void run() {
        Check.equal("olleh", new Pipe(List.of(new Upper(), new Reverse(), new Lower())).apply("Hello"));
        Check.equal("same", new Pipe(List.of()).apply("same"));
    }

    /** A tool that only this check needs. */
    private static final class Lower implements Tool {

        @Override
        public String apply(String text) {
            return text.toLowerCase(java.util.Locale.ROOT);
        }
    }
}
