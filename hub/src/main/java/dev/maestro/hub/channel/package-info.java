/**
 * Who is on which channel, and who may enter.
 *
 * <p>An {@link dev.maestro.hub.channel.App} holds the channels of one application. Joining and
 * leaving lock one channel for a moment; publishing locks none: it walks an array that is thrown
 * away when somebody joins or leaves. This room knows its members only as {@link
 * dev.maestro.hub.channel.Subscriber}.
 */
@NullMarked
package dev.maestro.hub.channel;

import org.jspecify.annotations.NullMarked;
