// The editor's own interface on the server. Every fault comes as { error } in the editors' words.

/**
 * @param {{ token: string }} paper
 * @param {string} action @param {BodyInit} body @param {Record<string, string>} [query]
 */
export async function ask(paper, action, body, query = {}) {
  const words = new URLSearchParams({ ...query, token: paper.token });
  const answer = await fetch(`/admin/api/${action}?${words}`, { method: "POST", body });
  const document = await answer.json();
  if (!answer.ok) throw new Error(document.error);
  return document;
}
