/** Servers that speak HTTP as ops: calls become requests, answers become replies. */
package io.madcloud.app.http;
