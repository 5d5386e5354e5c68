// Calls across to the worker and back; where no worker may start, the store runs beside the page.

/** Lets a store answer messages {number, name, values}. */
export function answer(port, store) {
  port.addEventListener("message", async ({ data: { number, name, values } }) => {
    try {
      port.postMessage({ number, result: await store[name](...values) });
    } catch (error) {
      port.postMessage({ number, failure: String(error) });
    }
  });
}

/** A far store: each method gives a promise; `onFailure` hears of a worker that cannot run. */
function call(worker, names, onFailure) {
  const waiting = new Map();
  let last = 0;
  worker.addEventListener("message", ({ data: { number, result, failure } }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (failure) {
      reject(new Error(failure));
    } else {
      resolve(result);
    }
  });
  worker.addEventListener("error", onFailure);
  const send = (name) => (...values) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ number: last, name, values });
  });
  return Object.fromEntries(names.map((name) => [name, send(name)]));
}

/** A store in a worker started from its source, or the given one where no worker may start. */
export function farStore(source, near, onFailure) {
  try {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    return call(new Worker(address), Object.keys(near), onFailure);
  } catch {
    return near;
  }
}
