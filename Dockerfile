# Build: docker build -t odoo-hub .
# Run:   docker run -p 8080:8080 -e HUB_ADDRESS=0.0.0.0 -e SPRING_DATASOURCE_URL=… -e ODOO_URL=… odoo-hub
FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -q -B dependency:go-offline
COPY src src
RUN ./mvnw -q -B package -DskipTests -Dspotless.check.skip \
    && java -Djarmode=tools -jar target/odoo-hub.jar extract --destination target/app

FROM eclipse-temurin:17-jre
RUN useradd --system --user-group --home /app hub
WORKDIR /app
COPY --from=build /build/target/app/lib lib
COPY --from=build /build/target/app/odoo-hub.jar .
USER hub
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "odoo-hub.jar"]
