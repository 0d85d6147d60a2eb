/**
 * Who is on which channel, and who may enter.
 *
 * <p>An {@link dev.maestro.hub.channel.App} holds the channels of one application. Joining and
 * leaving lock one channel for a moment; publishing locks none: it walks an array that is thrown
 * away when somebody joins or leaves. This room knows its members only as {@link
 * dev.maestro.hub.channel.Subscriber}. What other nodes must know it tells {@link
 * dev.maestro.hub.channel.Peers}, and what they say it hears as {@link
 * dev.maestro.hub.channel.Note}s.
 */
@NullMarked
package dev.maestro.hub.channel;

import org.jspecify.annotations.NullMarked;
