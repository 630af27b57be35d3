/** What alerts and dashboards ask for, compared with what a running engine tells. */
package io.madcloud.acceptance.monitoring;
