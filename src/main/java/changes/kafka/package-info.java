/** Changes and dead letters out to Kafka. The routes are {@code routes/realtime/kafka.camel.yaml}. */
package changes.kafka;
