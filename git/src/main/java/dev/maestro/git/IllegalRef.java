package dev.maestro.git;

/**
 * A name of a branch, a ref, a revision or a worktree that git would not take, or would take for
 * something else.
 */
public final class IllegalRef extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    IllegalRef(String sentence) {
        super(sentence);
    }
}
