// Shows GraphiQL over the hub's own /graphql. Headers are kept in the page, never in the browser's storage.
'use strict';

const place = document.getElementById('graphiql');
if (window.GraphiQL) {
  place.textContent = '';
  ReactDOM.createRoot(place).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      defaultEditorToolsVisibility: 'headers',
      defaultHeaders: '{\n  "Authorization": "Bearer "\n}',
      shouldPersistHeaders: false,
    }),
  );
} else {
  place.textContent = 'GraphiQL could not be loaded.';
}
