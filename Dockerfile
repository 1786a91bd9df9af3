# syntax=docker/dockerfile:1
# The hub on Java 25 with an AOT cache. It runs as a numeric user without a name on a read-only file system; /tmp is all it writes to.
#
#   docker build -t odoo-hub .
#   docker run --read-only --tmpfs /tmp -p 127.0.0.1:8080:8080 -e SPRING_DATASOURCE_URL=… -e ODOO_URL=… odoo-hub
#
# Versions are named in full. To pin the bytes too, add the digests that your registry gives (docs/operations.md).

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B package -Dmaven.test.skip=true -Dspotless.check.skip \
    && java -Djarmode=tools -jar target/odoo-hub.jar extract --layers --destination target/layers

FROM eclipse-temurin:25.0.3_9-jre-noble AS runtime
WORKDIR /app
# What changes least comes first: a new version of the hub is a layer of a few megabytes.
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/spring-boot-loader/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
# A container has an address of its own; who may reach it is said where it is run.
ENV HUB_ADDRESS=0.0.0.0

# Starts the hub once, beside a PostgreSQL that goes no further, to learn what a start loads and compiles. The cache fits the Java,
# the options and the files it was made with, so it is made of the stage above.
FROM runtime AS train
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql
COPY deploy/container/train /usr/local/bin/train
RUN train /app/odoo-hub.aot

FROM runtime
COPY --from=train /app/odoo-hub.aot ./
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "odoo-hub.jar", "hub.health.HealthCheck"]
# More options go into JAVA_TOOL_OPTIONS. A command follows the image's name: docker run … odoo-hub odoo test
ENTRYPOINT ["java", "-XX:AOTCache=odoo-hub.aot", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "odoo-hub.jar"]
