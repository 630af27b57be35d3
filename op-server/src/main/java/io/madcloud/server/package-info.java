/** A library for servers that run ops: what a team embeds to answer calls in its own process. */
package io.madcloud.server;
