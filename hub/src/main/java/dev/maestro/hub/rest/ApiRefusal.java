package dev.maestro.hub.rest;

/** A request that was understood and will not be answered as wished: its status and why. */
final class ApiRefusal extends RuntimeException {

    private final int status;

    ApiRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ApiRefusal invalid(String message) {
        return new ApiRefusal(400, message);
    }

    static ApiRefusal unauthorized(String message) {
        return new ApiRefusal(401, message);
    }

    int status() {
        return status;
    }
}
