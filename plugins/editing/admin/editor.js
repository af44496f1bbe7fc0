// Starts the CMS with the configuration that the server made from the paper's schema and tables.

import { bodyField } from "./body.js";
import { focalField, momentField, numberField, pictureField } from "./fields.js";
import { look } from "./look.js";

const answer = await fetch("config.json");
const { cms, ...paper } = await answer.json();

CMS.registerWidget("toasoan-body", bodyField(paper));
CMS.registerWidget("toasoan-moment", momentField(paper));
CMS.registerWidget("toasoan-number", numberField(paper));
CMS.registerWidget("toasoan-picture", pictureField(paper));
CMS.registerWidget("toasoan-focal", focalField(paper));
const { draft, in_review: inReview, ready } = paper.states;
const { labels } = paper;
const { collection, editor, workflow, ...rest } = CMS.getLocale("vi");
const ours = (theirs, changes) => ({ ...theirs, ...changes });
CMS.registerLocale("vi", {
  ...rest,
  collection: ours(collection, {
    collectionTop: ours(collection.collectionTop, { newButton: labels.new, viewAs: labels.view }),
  }),
  editor: ours(editor, {
    editor: ours(editor.editor, { onPublishingNotReady: labels.approve_first }),
    editorToolbar: ours(editor.editorToolbar, { draft, inReview, ready, status: labels.status }),
    editorWidgets: ours(editor.editorWidgets, { list: { ...paper.list } }),
  }),
  workflow: ours(workflow, {
    workflow: ours(workflow.workflow, { dateFormat: labels.date }),
    workflowList: ours(workflow.workflowList, {
      draftHeader: draft, inReviewHeader: inReview, readyHeader: ready, onPublishingNotReadyEntry: labels.approve_first,
    }),
  }),
});
document.documentElement.style.setProperty("--see-paper", JSON.stringify(paper.words.site));
CMS.registerPreviewStyle("/admin/look.css");
for (const collection of cms.collections) {
  for (const { name } of collection.files ?? [collection]) CMS.registerPreviewTemplate(name, look(paper, collection.name));
}
CMS.init({ config: cms });
