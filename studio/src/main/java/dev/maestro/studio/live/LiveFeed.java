package dev.maestro.studio.live;

import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.OutputPiece;
import dev.maestro.protocol.work.SessionMethod.EventNotification;
import dev.maestro.studio.contract.Channels;
import dev.maestro.studio.platform.EventListener;
import dev.maestro.studio.platform.StoredEvent;
import dev.maestro.studio.run.OutputListener;
import dev.maestro.studio.run.RunId;
import java.nio.charset.StandardCharsets;

/**
 * Sends each project's numbered events to its channel, and each run's output to the run's. Any
 * thread may use it.
 */
public final class LiveFeed implements EventListener, OutputListener {

    /** Bytes of output in one message. */
    public static final int LARGEST_PIECE = 8_192;

    /** Bytes of one character of UTF-8. */
    private static final int LONGEST_CHARACTER = 4;

    private final Channels channels;

    public LiveFeed(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void on(StoredEvent event) {
        EventNotification news =
                new EventNotification(
                        event.seq(), event.type(), event.at(), Json.tree(event.dataJson()));
        channels.publish(
                ChannelKind.PROJECT.of(event.projectId()).name(),
                MethodName.DOWN,
                RpcCodec.write(new RpcMessage.Notification(MethodName.EVENT, Json.node(news))));
    }

    /** Pieces end between characters where they can; offsets count bytes. */
    @Override
    public void appended(RunId run, long fence, long offset, byte[] bytes) {
        int start = 0;
        while (start < bytes.length) {
            int end = end(bytes, start);
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            channels.publish(
                    ChannelKind.RUN.of(run.value()).name(),
                    MethodName.OUTPUT,
                    Json.write(new OutputPiece(fence, offset + start, text)));
            start = end;
        }
    }

    /** Bytes that are no text at all are cut where they are, not stepped back over. */
    private static int end(byte[] bytes, int start) {
        int furthest = start + LARGEST_PIECE;
        if (furthest >= bytes.length) {
            return bytes.length;
        }
        for (int end = furthest; end > furthest - LONGEST_CHARACTER; end--) {
            if ((bytes[end] & 0xC0) != 0x80) {
                return end;
            }
        }
        return furthest;
    }
}
