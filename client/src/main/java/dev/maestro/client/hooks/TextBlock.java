package dev.maestro.client.hooks;

/** Lines of ours, between two marks, in a file whose comments begin with {@code #}. */
record TextBlock(String lines) implements Addition {

    private static final String BEGIN = "# maestro hooks: begin\n";
    private static final String END = "# maestro hooks: end\n";

    private String block() {
        return BEGIN + lines + END;
    }

    @Override
    public String addedTo(String before) {
        return before.isEmpty() || before.endsWith("\n")
                ? before + block()
                : before + "\n" + block();
    }

    @Override
    public boolean isIn(String text) {
        return text.contains(block());
    }

    @Override
    public String takenFrom(String text) {
        return text.replace(block(), "");
    }
}
