/** What the sources of the tests of elements send with; no module of the server is in the way of a page here. */
export const secretOfSources = '0f3b92c47de81a6655ab31d09c7e42f8';
