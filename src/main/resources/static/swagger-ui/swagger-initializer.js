// Swagger UI over the contracts that this hub serves.
window.addEventListener('load', async () => {
  const contracts = await (await fetch('/openapi')).json();
  window.ui = SwaggerUIBundle({
    urls: contracts,
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: 'StandaloneLayout',
  });
});
