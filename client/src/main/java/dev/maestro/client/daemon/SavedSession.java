package dev.maestro.client.daemon;

/**
 * A session as it is on disk, so that a daemon that is started again connects it again.
 *
 * @param goodbye it was ended in good order: Studio gives it a new registration
 */
record SavedSession(SessionRequest request, Registration registration, boolean goodbye) {

    SavedSession afterGoodbye() {
        return new SavedSession(request, registration, true);
    }
}
