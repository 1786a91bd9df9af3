/** Addresses that are called when something changes: signed, again and again until they answer, and never where they must not lead. */
package changes.webhooks;
