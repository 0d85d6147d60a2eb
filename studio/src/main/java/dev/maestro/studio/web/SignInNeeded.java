package dev.maestro.studio.web;

/** A page was asked for by nobody in particular; answered with a redirect to the sign-in page. */
final class SignInNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignInNeeded() {
        super("sign in first", null, false, false);
    }
}
