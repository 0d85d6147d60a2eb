/**
 * Tells other programs over HTTP what happens on an application's channels.
 *
 * <p>{@link dev.maestro.hub.webhook.Webhooks} hears the channels' news, holds back goodbyes that a
 * quick return takes back, and gives each event to the {@link dev.maestro.hub.webhook.Mailbox} of
 * every target that wants it. A mailbox posts one letter at a time, signed, and tries again with
 * growing pauses; what does not fit its queue is lost and counted, never waited for.
 */
@NullMarked
package dev.maestro.hub.webhook;

import org.jspecify.annotations.NullMarked;
