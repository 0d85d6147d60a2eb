package dev.maestro.conformance.point;

import java.util.List;

/** All areas, in the order of the exam. What may end a weak server comes last. */
public final class Areas {

    private Areas() {}

    /** What every Pusher server is asked. */
    public static List<Area> pusher() {
        return List.of(
                new SigningArea(),
                new HandshakeArea(),
                new LivenessArea(),
                new SubscriptionArea(),
                new NameArea(),
                new PrivateArea(),
                new PresenceArea(),
                new CacheArea(),
                new ClientEventArea(),
                new UserArea(),
                new CountArea(),
                new HttpAuthArea(),
                new HttpEventArea(),
                new HttpBatchArea(),
                new HttpQueryArea(),
                new DeliveryArea(),
                new WebhookArea(),
                new ErrorArea(),
                new ClosingArea());
    }

    /** What a Studio is asked on top. */
    public static List<Area> studio() {
        return List.of(new StudioDoorArea(), new StudioSessionArea(), new StudioRpcArea());
    }
}
