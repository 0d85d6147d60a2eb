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
            int end = Math.min(bytes.length, start + LARGEST_PIECE);
            while (end < bytes.length && end > start + 1 && (bytes[end] & 0xC0) == 0x80) {
                end--;
            }
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            channels.publish(
                    ChannelKind.RUN.of(run.value()).name(),
                    MethodName.OUTPUT,
                    Json.write(new OutputPiece(fence, offset + start, text)));
            start = end;
        }
    }
}
