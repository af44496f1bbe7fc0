/** The worker of a paper without offline reading: where one was ever on, it takes its copies and itself away. */

const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => {
  const remove = async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(`toasoan ${worker.registration.scope} `));
    await Promise.all(ours.map((name) => caches.delete(name)));
    await worker.registration.unregister();
  };
  event.waitUntil(remove());
});
